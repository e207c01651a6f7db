package org.loupe.method.drift.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** The figures of drift. */
final class DriftFigures {
  private static final int BARS = 40;

  private final DriftResult result;
  private final String baseline;

  DriftFigures(DriftResult result) {
    this.result = result;
    this.baseline = result.provenance().checkpoint();
  }

  Figure modules() {
    return figure(
        "modules",
        "Drift by module",
        "of all parameters of a module together, as one vector",
        "module",
        Pair::modules);
  }

  Figure parameters() {
    return figure(
        "parameters", "Drift by parameter", "of each parameter", "parameter", Pair::parameters);
  }

  private Figure figure(
      String id, String title, String what, String noun, Function<Pair, List<Moved>> of) {
    Map<String, Double> most = new LinkedHashMap<>();
    for (Pair pair : result.pairs()) {
      for (Moved moved : of.apply(pair)) {
        double drift = Double.isNaN(moved.drift()) ? -1 : moved.drift();
        most.merge(moved.name(), drift, Math::max);
      }
    }
    List<String> names =
        most.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(BARS)
            .map(Map.Entry::getKey)
            .toList();
    List<Trace> traces = new ArrayList<>();
    for (Pair pair : result.pairs()) {
      Map<String, Double> drift = new LinkedHashMap<>();
      of.apply(pair).forEach(moved -> drift.put(moved.name(), moved.drift()));
      traces.add(
          Trace.of(
              pair.checkpoint(),
              names.stream().mapToDouble(name -> drift.getOrDefault(name, Double.NaN)).toArray()));
    }
    List<String> checkpoints = result.pairs().stream().map(Pair::checkpoint).toList();
    String others =
        checkpoints.size() == 1 ? checkpoints.get(0) : checkpoints.size() + " checkpoints";
    return new Figure(
        id,
        title + " — " + others + " against " + baseline,
        "Norm of the change "
            + what
            + ", divided by the norm in '"
            + baseline
            + "'"
            + (names.size() < most.size()
                ? " (the " + BARS + " largest of " + most.size() + ")"
                : "")
            + ". Nothing is sampled, so there is no interval. A large change may do nothing, and a"
            + " small one much.",
        new BarChart(
            IndexAxis.named(noun, Dimension.LAYER, names),
            ValueAxis.of("relative change"),
            traces,
            true,
            List.of()));
  }
}
