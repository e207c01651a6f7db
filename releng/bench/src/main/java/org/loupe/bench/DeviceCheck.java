package org.loupe.bench;

import static org.loupe.bench.RuntimeBench.print;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Device;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Probe;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Target;
import org.loupe.runtime.internal.DjlModelRuntime;
import org.loupe.runtime.internal.RuntimeSettings;

/**
 * Compares every device of this machine with the processor: outputs, gradients, values at probes,
 * and gradients through recurrent layers. The processor itself is compared with itself at another
 * micro-batch and number of threads.
 */
public final class DeviceCheck {
  /** The largest difference, relative to the largest value of the tensor. */
  private static final double TOLERANCE = 1e-4;

  private static final int MOST_WINDOWS = 12;
  private static final SessionOptions REFERENCE = new SessionOptions(Device.CPU, 1);

  private final DjlModelRuntime runtime;
  private String engine = "";
  private int failures;

  private DeviceCheck(DjlModelRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Runs it, and ends with status 1 if a device differs.
   *
   * @param arguments state folder; archive, card and dataset of each model
   */
  public static void main(String[] arguments) {
    LogManager.getLogManager().reset();
    System.exit(run(arguments) ? 0 : 1);
  }

  private static boolean run(String[] arguments) {
    print("%-8s  %-16s  %-24s  %8s  %10s", "device", "model", "what", "tensors", "difference");
    try (DjlModelRuntime runtime =
        new DjlModelRuntime(RuntimeSettings.of(Path.of(arguments[0]).toAbsolutePath()))) {
      DeviceCheck check = new DeviceCheck(runtime);
      for (int i = 1; i + 2 < arguments.length; i += 3) {
        check.model(
            Material.open(
                Path.of(arguments[i]), Path.of(arguments[i + 1]), Path.of(arguments[i + 2])));
      }
      String found = check.failures == 0 ? "all equal" : check.failures + " lines differ or fail";
      print("%s: %s, within %s", check.engine, found, TOLERANCE);
      return check.failures == 0;
    } catch (LoupeException e) {
      System.err.println(e.getMessage());
      return false;
    }
  }

  private void model(Material material) throws LoupeException {
    BatchSource windows = first(material.windows());
    Map<String, Map<String, float[]>> expected;
    try (ModelSession reference = runtime.open(material.checkpoint(), REFERENCE)) {
      engine = reference.engine().name() + " " + reference.engine().version();
      expected = all(reference, windows, windows.size());
    }
    for (Device device : runtime.devices()) {
      try (ModelSession session =
          runtime.open(material.checkpoint(), new SessionOptions(device, 0))) {
        all(session, windows, 5)
            .forEach((what, tensors) -> compare(session, what, tensors, expected.get(what)));
      } catch (LoupeException e) {
        failures++;
        print("%-8s  %-16s  FAILS: %s", device, material.checkpoint().name(), e.getMessage());
      }
    }
  }

  private static BatchSource first(BatchSource all) {
    return new BatchSource() {
      @Override
      public int size() {
        return Math.min(MOST_WINDOWS, all.size());
      }

      @Override
      public Batch read(int from, int to) throws BadInputException {
        return all.read(from, to);
      }
    };
  }

  /** All that is compared: by what it is, tensors by name. */
  private static Map<String, Map<String, float[]>> all(
      ModelSession session, BatchSource windows, int microBatch) throws LoupeException {
    Map<String, Map<String, float[]>> found = new LinkedHashMap<>();
    for (Map.Entry<String, Query> query : queries(session).entrySet()) {
      found.put(
          query.getKey(), values(session, windows, query.getValue().withMicroBatch(microBatch)));
    }
    Map<String, float[]> probes = new LinkedHashMap<>();
    for (Probe probe : session.probes().all()) {
      try {
        probes.putAll(
            values(session, windows, Query.probes(probe.name()).withMicroBatch(microBatch)));
      } catch (BadInputException e) {
        // forward does not call that module; if it does on another device, that shows
        continue;
      }
    }
    found.put("probes", probes);
    return found;
  }

  private static Map<String, Query> queries(ModelSession session) {
    ModelCard card = session.checkpoint().card();
    Map<String, Query> queries = new LinkedHashMap<>();
    queries.put(
        "forward",
        Query.outputs(card.heads().stream().map(PredictionHead::name).toArray(String[]::new)));
    queries.put("saliency", gradients(card, target -> Gradient.ofInput(target, input(card))));
    for (Probe probe : session.probes().all()) {
      if (probe.kind() == Probe.Kind.OUTPUT && probe.type().matches(".*\\.(LSTM|GRU|RNN)")) {
        queries.put(
            "gradient at " + probe.name() + ", " + probe.type().replaceFirst(".*\\.", ""),
            gradients(card, target -> Gradient.ofProbe(target, probe.name())));
      }
    }
    return queries;
  }

  private static String input(ModelCard card) {
    return card.explain().get(0);
  }

  private static Query gradients(ModelCard card, Function<Target, Gradient> gradient) {
    return Query.gradients(
        card.heads().stream().map(DeviceCheck::target).map(gradient).toArray(Gradient[]::new));
  }

  /** Of a class by name: where two logits are close, devices may predict different classes. */
  private static Target target(PredictionHead head) {
    return head.kind() == PredictionHead.Kind.CATEGORICAL
        ? new Target(
            head.name(), Target.Objective.LOG_PROBABILITY, Target.ClassChoice.NAMED, 0, null)
        : new Target(head.name(), Target.Objective.LOGIT, Target.ClassChoice.PREDICTED, -1, null);
  }

  private static Map<String, float[]> values(ModelSession session, BatchSource windows, Query query)
      throws LoupeException {
    Map<String, List<float[]>> parts = new LinkedHashMap<>();
    session.evaluate(
        windows,
        query,
        evaluation -> {
          evaluation.outputs().forEach((name, value) -> add(parts, name, value));
          evaluation.probes().forEach((name, value) -> add(parts, name, value));
          for (int i = 0; i < evaluation.gradients().size(); i++) {
            String head = query.gradients().get(i).target().predictionHead();
            add(parts, "of " + head, evaluation.gradients().get(i).gradient());
          }
        },
        Progress.none());
    Map<String, float[]> values = new LinkedHashMap<>();
    parts.forEach((name, list) -> values.put(name, joined(list)));
    return values;
  }

  private static void add(Map<String, List<float[]>> parts, String name, FloatTensor value) {
    parts.computeIfAbsent(name, key -> new ArrayList<>()).add(value.values());
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private void compare(
      ModelSession session,
      String what,
      Map<String, float[]> found,
      @Nullable Map<String, float[]> expected) {
    double worst = 0;
    String where = "";
    if (expected == null || !found.keySet().equals(expected.keySet())) {
      worst = Double.POSITIVE_INFINITY;
      where = "other tensors than on the processor";
    } else {
      for (Map.Entry<String, float[]> tensor : expected.entrySet()) {
        double difference = difference(found.get(tensor.getKey()), tensor.getValue());
        if (difference > worst) {
          worst = difference;
          where = tensor.getKey();
        }
      }
    }
    boolean differs = worst > TOLERANCE;
    failures += differs ? 1 : 0;
    print(
        "%-8s  %-16s  %-24s  %8d  %10.2e%s",
        session.device(),
        session.checkpoint().name(),
        what,
        found.size(),
        worst,
        differs ? "  DIFFERS: " + where : "");
  }

  /** The largest difference relative to the largest expected value; infinite where one is NaN. */
  private static double difference(float[] found, float[] expected) {
    double largest = Double.MIN_NORMAL;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      if (found.length != expected.length || Float.isNaN(found[i]) != Float.isNaN(expected[i])) {
        return Double.POSITIVE_INFINITY;
      }
      if (!Float.isNaN(expected[i]) && found[i] != expected[i]) {
        difference = Math.max(difference, Math.abs((double) found[i] - expected[i]));
      }
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return difference / largest;
  }
}
