package org.loupe.method.attention.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Probe;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;

/**
 * The attentions of a model that are looked at, and those that cannot be.
 *
 * @param chosen in the order of the modules
 * @param remarks on what is not shown, each a sentence
 */
record AttentionModules(List<AttentionModule> chosen, List<String> remarks) {
  private static final int MOST_NAMES = 20;

  /**
   * Finds them by evaluating the first window.
   *
   * @param modules {@code all}, or paths or probes separated by commas
   * @throws BadInputException if the model has no attention that can be read, or none of that path
   */
  static AttentionModules find(ModelSession session, BatchSource inputs, String modules)
      throws LoupeException {
    BatchSource first = new FirstWindow(inputs);
    // What can be told apart by window is known only after an evaluation.
    session.evaluate(first, Query.everyOutput(), evaluation -> {}, Progress.none());
    List<String> remarks = new ArrayList<>();
    List<String> probes = probes(session.probes(), modules, remarks);
    Map<String, FloatTensor> weights = readable(session, first, probes, remarks);
    Map<String, FloatTensor> last = lastCalls(session, first, weights, remarks);
    StepKinds kinds = StepKinds.of(first.read(0, 1));
    List<AttentionModule> chosen = new ArrayList<>();
    for (Map.Entry<String, FloatTensor> each : last.entrySet()) {
      try {
        chosen.add(AttentionModule.of(each.getKey(), each.getValue(), kinds));
      } catch (IllegalArgumentException e) {
        remarks.add(each.getKey() + " is left out: " + e.getMessage() + ".");
      }
    }
    if (chosen.isEmpty()) {
      throw new BadInputException(
          "None of the attentions can be shown. " + String.join(" ", remarks));
    }
    return new AttentionModules(List.copyOf(chosen), List.copyOf(remarks));
  }

  private static List<String> probes(Probes probes, String modules, List<String> remarks)
      throws BadInputException {
    List<String> all = probes.of(Probe.Kind.ATTENTION).stream().map(Probe::name).toList();
    if (all.isEmpty()) {
      throw none(probes);
    }
    if (modules.strip().equals(AttentionParameters.ALL)) {
      return withoutEarlierCalls(all, remarks);
    }
    Set<String> chosen = new LinkedHashSet<>();
    for (String wanted : modules.split(",")) {
      String path = wanted.strip();
      chosen.add(
          all.stream()
              .filter(probe -> probe.equals(path) || Probe.pathOf(probe).equals(path))
              .findFirst()
              .or(() -> singleCall(path, all))
              .orElseThrow(() -> unknown(path, all)));
    }
    // Whatever the order in which they were named, layers stand in that of the model.
    return chosen.stream()
        .sorted(
            Comparator.comparingInt(
                name -> all.indexOf(all.contains(name) ? name : withoutCall(name))))
        .toList();
  }

  /** 'dec.0.self_attn#31' or 'dec.0.self_attn@attention#31': one call of a probe of the list. */
  private static Optional<String> singleCall(String path, List<String> all) {
    String module = withoutCall(path);
    String call = path.substring(module.length());
    return call.matches("#[0-9]{1,6}")
        ? all.stream()
            .filter(probe -> probe.equals(module) || Probe.pathOf(probe).equals(module))
            .map(probe -> probe + call)
            .findFirst()
        : Optional.empty();
  }

  private static String withoutCall(String name) {
    int at = name.lastIndexOf('#');
    return at < 0 ? name : name.substring(0, at);
  }

  private static BadInputException none(Probes probes) {
    String remark = probes.verification().remark();
    return new BadInputException(
        "No attention was found in this model: of the "
            + probes.all().size()
            + " places inside it that can be read none is a softmax over keys"
            + (probes.skipped().isEmpty() ? "" : ", and " + skipped(probes))
            + "."
            + (remark.isEmpty() ? "" : " " + remark)
            + " Use ablation over modules or channel groups instead.");
  }

  private static String skipped(Probes probes) {
    Probes.Skipped first = probes.skipped().get(0);
    return probes.skipped().size()
        + " more cannot be read ('"
        + first.module()
        + "' is skipped because "
        + first.reason()
        + ")";
  }

  private static BadInputException unknown(String path, List<String> all) {
    List<String> names = all.stream().map(Probe::pathOf).toList();
    return new BadInputException(
        "There is no attention module '"
            + path
            + "'; use all, or some of "
            + String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
            + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "")
            + ".");
  }

  /** Of a module that is called several times with growing lengths, the last call sees most. */
  private static List<String> withoutEarlierCalls(List<String> all, List<String> remarks) {
    Map<String, List<String>> calls = new LinkedHashMap<>();
    for (String probe : all) {
      calls.computeIfAbsent(withoutCall(probe), unused -> new ArrayList<>()).add(probe);
    }
    List<String> last = new ArrayList<>();
    calls.forEach(
        (probe, each) -> {
          last.add(each.get(each.size() - 1));
          if (each.size() > 1) {
            remarks.add(lastCall(probe, each.size()));
          }
        });
    return last;
  }

  private static String lastCall(String probe, int calls) {
    return Probe.pathOf(probe)
        + " is called "
        + calls
        + " times within one forward; its last call is shown.";
  }

  /**
   * The first window's weights. What cannot be read with these inputs, such as a decoder's module
   * that is called with a growing length for every token it generates, is left out and said.
   */
  private static Map<String, FloatTensor> readable(
      ModelSession session, BatchSource first, List<String> probes, List<String> remarks)
      throws LoupeException {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (String probe : probes) {
      try {
        session.evaluate(
            first,
            Query.probes(probe),
            evaluation -> weights.putAll(evaluation.probes()),
            Progress.none());
      } catch (BadInputException e) {
        remarks.add(Probe.pathOf(probe) + " is left out: " + e.getMessage());
      }
    }
    if (weights.isEmpty()) {
      throw new BadInputException(
          "None of the attentions can be shown. " + String.join(" ", remarks));
    }
    return weights;
  }

  /** Of a module whose calls have the same lengths, the last one alone. */
  private static Map<String, FloatTensor> lastCalls(
      ModelSession session,
      BatchSource first,
      Map<String, FloatTensor> weights,
      List<String> remarks)
      throws LoupeException {
    Map<String, FloatTensor> last = new LinkedHashMap<>();
    for (Map.Entry<String, FloatTensor> each : weights.entrySet()) {
      FloatTensor value = each.getValue();
      if (value.axes().get(1).dimension() != Dimension.TIME) {
        last.put(each.getKey(), value);
        continue;
      }
      int calls = value.axes().get(1).size();
      String call = each.getKey() + "#" + (calls - 1);
      session.evaluate(
          first,
          Query.probes(call),
          evaluation -> last.putAll(evaluation.probes()),
          Progress.none());
      if (calls > 1) {
        remarks.add(lastCall(each.getKey(), calls));
      }
    }
    return last;
  }

  /** The names, for messages. */
  String names() {
    return String.join(", ", chosen.stream().map(AttentionModule::name).toList());
  }

  /** The probes, for queries. */
  String[] probes() {
    return chosen.stream().map(AttentionModule::probe).toArray(String[]::new);
  }

  /** All attention heads. */
  int heads() {
    return chosen.stream().mapToInt(AttentionModule::heads).sum();
  }

  /** Elements of one window's weights. */
  long elements() {
    return chosen.stream().mapToLong(AttentionModule::elements).sum();
  }

  /** The first window of a source alone. */
  private record FirstWindow(BatchSource all) implements BatchSource {
    @Override
    public int size() {
      return Math.min(1, all.size());
    }

    @Override
    public Batch read(int from, int to) throws BadInputException {
      return all.read(from, to);
    }
  }
}
