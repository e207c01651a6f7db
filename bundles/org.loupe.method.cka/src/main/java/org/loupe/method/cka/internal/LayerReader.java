package org.loupe.method.cka.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InnerSource;
import org.loupe.analysis.ModuleOutputs;
import org.loupe.analysis.SomeWindows;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.TensorSource;

/**
 * Reads the drawn rows of a checkpoint's layers, [n,T,D] or [n,D], micro-batch by micro-batch. What
 * has another shape is no layer.
 */
final class LayerReader {
  /** Of more layers no map can be read; the innermost are left out. */
  private static final int MOST = 64;

  /** Of the memory, for the rows of one checkpoint. */
  private static final int SHARE = 8;

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Subject subject;
  private final CkaParameters parameters;
  private final @Nullable InnerSource inner;
  private final Map<Integer, RowChoice> choices = new LinkedHashMap<>();
  private final Map<String, LayerRows> layers = new LinkedHashMap<>();
  private long bytes;

  private LayerReader(Subject subject, CkaParameters parameters) {
    this.subject = subject;
    this.parameters = parameters;
    TensorSource named = subject.card().layers();
    this.inner = named == null ? null : InnerSource.of(subject.card(), named);
  }

  /**
   * What was read.
   *
   * @param layers centred, in the order of the model; those with values that are not finite are
   *     missing
   * @param microBatch the largest number of windows evaluated at once
   */
  record Read(List<LayerRows> layers, int microBatch) {}

  /**
   * Reads.
   *
   * @throws BadInputException if there are no such layers, or more numbers than fit the memory
   */
  static Read read(Subject subject, CkaParameters parameters, Progress progress)
      throws LoupeException {
    return new LayerReader(subject, parameters).read(progress);
  }

  private Read read(Progress progress) throws LoupeException {
    ModelSession session = subject.session();
    BatchSource inputs = subject.inputs(parameters.decoding(), List.of());
    List<String> names = names(session, inputs);
    Query query = inner == null ? Query.probes(names.toArray(String[]::new)) : inner.query();
    requireRoom(session, inputs, query, names);
    ModelSession.Report report =
        session.evaluate(
            inputs, query, evaluation -> add(names, evaluation), progress.named(CkaAnalyzer.ID));
    List<LayerRows> centred =
        names.stream()
            .filter(layers::containsKey)
            .map(layers::get)
            .filter(LayerRows::centre)
            .toList();
    if (centred.isEmpty()) {
      throw new BadInputException(
          "None of the layers of '"
              + subject.checkpoint().name()
              + "' gives finite numbers of the shape [N,T,D] or [N,D]; name others with layers.");
    }
    return new Read(centred, report.microBatch());
  }

  private List<String> names(ModelSession session, BatchSource inputs) throws LoupeException {
    if (inner == null) {
      List<String> all = ModuleOutputs.of(session, inputs);
      return parameters.layers().strip().equals(ModuleOutputs.ALL)
          ? outermost(all)
          : ModuleOutputs.chosen(parameters.layers(), all);
    }
    List<String> all = new ArrayList<>();
    session.evaluate(
        new SomeWindows(inputs, new int[] {0}),
        inner.query(),
        evaluation -> all.addAll(inner.read(evaluation).keySet()),
        Progress.none());
    // A dict from the engine has lost its order.
    all.sort(Comparator.comparing(LayerReader::sortable));
    return ModuleOutputs.chosen(parameters.layers(), all);
  }

  /** Drops the deepest modules, level by level, until few enough are left. */
  private static List<String> outermost(List<String> all) {
    List<String> left = all;
    int depth = all.stream().mapToInt(LayerReader::depth).max().orElse(0);
    while (left.size() > MOST && depth > 1) {
      int limit = depth--;
      left = left.stream().filter(name -> depth(name) < limit).toList();
    }
    return left.subList(0, Math.min(MOST, left.size()));
  }

  private static int depth(String name) {
    return name.split("\\.").length;
  }

  /** With numbers of one length, so that layer 10 comes after layer 9. */
  private static String sortable(String name) {
    return NUMBER
        .matcher(name)
        .replaceAll(match -> "0".repeat(Math.max(0, 12 - match.group().length())) + match.group());
  }

  /** Looks at one window, so that nothing is begun that cannot be kept. */
  private void requireRoom(
      ModelSession session, BatchSource inputs, Query query, List<String> names)
      throws LoupeException {
    session.evaluate(
        new SomeWindows(inputs, new int[] {0}),
        query,
        evaluation -> {
          for (FloatTensor value : values(names, evaluation).values()) {
            long units = units(value);
            long steps = units == 0 ? 0 : value.size() / units;
            bytes += 4 * units * Math.min(parameters.rows(), steps * inputs.size());
          }
        },
        Progress.none());
    long limit = Runtime.getRuntime().maxMemory() / SHARE;
    if (bytes > limit) {
      throw new BadInputException(
          String.format(
              "%d rows of %d layers of '%s' take %d MB, more than the %d MB that there are for"
                  + " them; draw fewer rows, or name some of the layers.",
              parameters.rows(),
              names.size(),
              subject.checkpoint().name(),
              bytes >> 20,
              limit >> 20));
    }
  }

  private Map<String, FloatTensor> values(List<String> names, Evaluation evaluation) {
    Map<String, FloatTensor> all = inner == null ? evaluation.probes() : inner.read(evaluation);
    Map<String, FloatTensor> values = new LinkedHashMap<>();
    for (String name : names) {
      FloatTensor value = all.get(name);
      if (value != null && (value.axes().size() == 2 || value.axes().size() == 3)) {
        values.put(name, value);
      }
    }
    return values;
  }

  private void add(List<String> names, Evaluation evaluation) {
    values(names, evaluation)
        .forEach((name, value) -> add(name, value, evaluation.from(), evaluation.batch().size()));
  }

  private void add(String name, FloatTensor value, int from, int count) {
    int units = units(value);
    int steps = value.size() / Math.max(1, count * units);
    if (steps == 0) {
      return;
    }
    RowChoice choice =
        choices.computeIfAbsent(
            steps,
            each ->
                RowChoice.of(subject.windows().size(), each, parameters.rows(), subject.seed()));
    LayerRows rows =
        layers.computeIfAbsent(
            name, each -> new LayerRows(each, choice, units, new float[choice.size() * units]));
    boolean unitsFirst = isUnitsFirst(value);
    for (int place = choice.firstOf(from);
        place < choice.size() && choice.window(place) < from + count;
        place++) {
      int row = choice.rows()[place] - from * steps;
      if (unitsFirst) {
        int start = row / steps * steps * units + row % steps;
        for (int u = 0; u < units; u++) {
          rows.values()[place * units + u] = value.values()[start + u * steps];
        }
      } else {
        System.arraycopy(value.values(), row * units, rows.values(), place * units, units);
      }
    }
  }

  private int units(FloatTensor value) {
    int last = value.axes().size() - 1;
    return value.axes().get(isUnitsFirst(value) ? 1 : last).size();
  }

  /** Whether units stand before steps, [N,H,T], as the card says. */
  private boolean isUnitsFirst(FloatTensor value) {
    List<Dimension> axes = inner == null ? List.of() : inner.source().axes();
    return value.axes().size() == 3
        && axes.size() == 3
        && axes.get(1) == Dimension.UNIT
        && axes.get(2) != Dimension.UNIT;
  }
}
