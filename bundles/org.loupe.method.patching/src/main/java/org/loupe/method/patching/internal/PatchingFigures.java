package org.loupe.method.patching.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Plot;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** The figures of patching. */
final class PatchingFigures {
  private static final int BARS = 40;

  private final PatchingResult result;
  private final List<String> modules;
  private final String windows;

  PatchingFigures(PatchingResult result) {
    this.result = result;
    List<String> all = result.modules();
    this.modules = all.subList(0, Math.min(BARS, all.size()));
    this.windows = result.resampling().describeWindows(result.provenance().windows());
  }

  Figure recovered() {
    List<Trace> traces = new ArrayList<>();
    for (Pair pair : result.pairs()) {
      Trace plain = Trace.of(pair.checkpoint(), values(pair, Pair.Module::recovered));
      boolean intervals = pair.modules().stream().anyMatch(module -> module.interval() != null);
      traces.add(
          intervals
              ? plain.within(
                  values(pair, module -> Interval.lowerEnd(module.interval())),
                  values(pair, module -> Interval.upperEnd(module.interval())))
              : plain);
    }
    return figure(
        "recovered",
        "Recovered by patching one module",
        "Share of the difference in "
            + metric()
            + " that returns when one module's activations are those of '"
            + result.provenance().checkpoint()
            + "': 0 nothing, 1 all of it, on "
            + Resampling.phrase(windows)
            + ". "
            + differences()
            + result.resampling().uncertainty()
            + " Shares do not add up; a prediction head's own last module returns all by"
            + " construction.",
        new BarChart(
            axis(),
            ValueAxis.signed("recovered share"),
            traces,
            true,
            List.of(new Annotation("all of it", 1))));
  }

  Figure metricOfPatched() {
    List<Trace> traces = new ArrayList<>();
    List<Annotation> lines = new ArrayList<>();
    for (Pair pair : result.pairs()) {
      traces.add(Trace.of(pair.checkpoint(), values(pair, Pair.Module::metric)));
    }
    if (!result.pairs().isEmpty()) {
      lines.add(new Annotation(result.provenance().checkpoint(), result.pairs().get(0).donor()));
    }
    if (result.pairs().size() == 1) {
      lines.add(
          new Annotation(
              result.pairs().get(0).checkpoint() + " unpatched", result.pairs().get(0).receiver()));
    }
    return figure(
        "metric",
        "Patched checkpoints",
        "The "
            + metric()
            + " with one module's activations those of '"
            + result.provenance().checkpoint()
            + "', on "
            + Resampling.phrase(windows)
            + ". "
            + differences(),
        new BarChart(
            axis(), ValueAxis.of(result.parameters().metric().words()), traces, true, lines));
  }

  private String metric() {
    return result.parameters().metric().words()
        + " of prediction head '"
        + result.parameters().predictionHead()
        + "'";
  }

  /** What there is to be recovered, or that there is nothing. */
  private String differences() {
    return result.pairs().stream()
        .map(
            pair ->
                "'"
                    + pair.checkpoint()
                    + "' "
                    + Numbers.fixed(pair.receiver(), 3)
                    + " against "
                    + Numbers.fixed(pair.donor(), 3)
                    + (pair.isTold() ? "" : ", no more than noise: n/a")
                    + ". ")
        .collect(Collectors.joining());
  }

  private double[] values(Pair pair, ToDoubleFunction<Pair.Module> what) {
    return modules.stream()
        .mapToDouble(module -> PatchingResult.value(pair, module, what))
        .toArray();
  }

  private IndexAxis axis() {
    return IndexAxis.named("module", Dimension.LAYER, modules);
  }

  private Figure figure(String id, String title, String caption, Plot plot) {
    int more = result.modules().size() - modules.size();
    List<String> checkpoints = result.pairs().stream().map(Pair::checkpoint).toList();
    return new Figure(
        id,
        title
            + " — "
            + result.parameters().predictionHead()
            + ", "
            + result.provenance().checkpoint()
            + " into "
            + (checkpoints.size() == 1 ? checkpoints.get(0) : checkpoints.size() + " checkpoints")
            + ", "
            + windows,
        caption
            + (more > 0
                ? " The " + BARS + " modules that return most of " + result.modules().size() + "."
                : ""),
        plot);
  }
}
