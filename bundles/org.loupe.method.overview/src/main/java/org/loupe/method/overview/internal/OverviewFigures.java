package org.loupe.method.overview.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.loupe.analysis.Bootstrap;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** Describes the figures of one result. */
final class OverviewFigures {
  private static final String INPUT =
      "An input that changes nothing here is not needed for the score; that says nothing of where the model looks.";

  private final OverviewResult result;
  private final String windows;

  OverviewFigures(OverviewResult result) {
    this.result = result;
    this.windows = result.windows();
  }

  /** Accuracies; empty without categorical heads that have true values. */
  Optional<Figure> accuracy() {
    List<Integer> heads = heads(HeadScores::isCategorical);
    if (heads.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Figure(
            "accuracy",
            "Accuracy beside what a model must beat — " + windows,
            "Share of the positions that count whose most likely class is the true one. "
                + noModel()
                + shuffles()
                + uncertainty(),
            new BarChart(
                axis(heads),
                ValueAxis.of("accuracy").between(0, 1),
                traces(heads, m -> m, Measured::score, head -> 1),
                true,
                List.of())));
  }

  /** Errors of regressions, as a share of what predicting the mean has; empty without any. */
  Optional<Figure> error() {
    List<Integer> heads = heads(head -> !head.isCategorical());
    if (heads.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Figure(
            "error",
            "Error of regressions beside what a model must beat — " + windows,
            "Mean absolute error divided by that of always predicting the mean, which is 1; the lower, the better. "
                + shuffles()
                + uncertainty(),
            new BarChart(
                axis(heads),
                ValueAxis.of("mean absolute error / that of the mean"),
                traces(heads, m -> m, Measured::score, OverviewFigures::unit),
                true,
                List.of(new Annotation("mean", 1)))));
  }

  /** How much better the model is than each baseline; empty without scores. */
  Optional<Figure> difference() {
    List<Integer> heads = heads(head -> true);
    if (heads.isEmpty()) {
      return Optional.empty();
    }
    boolean regressions = heads.stream().anyMatch(h -> !result.heads().get(h).isCategorical());
    return Optional.of(
        new Figure(
            "difference",
            "How much better the model is than each baseline — " + windows,
            "Paired difference of "
                + (regressions
                    ? "accuracies, or of mean absolute errors divided by that of the mean"
                    : "accuracies")
                + "; above 0 the model on the windows as they are is better. "
                + INPUT
                + " "
                + uncertainty(),
            new BarChart(
                axis(heads),
                ValueAxis.signed("better by"),
                traces(
                    heads,
                    m -> m.filter(x -> x.measure() != Measure.INTACT),
                    Measured::gain,
                    OverviewFigures::unit),
                true,
                List.of())));
  }

  /** What is known of model and data. */
  Figure checks() {
    List<OverviewResult.Check> checks = result.checks();
    return new Figure(
        "checks",
        "What is known of model and data — " + windows,
        "Whether the same windows gave the same outputs, whether probes leave the outputs as they are, and what there is to compare with.",
        new Table(
            IndexAxis.named(
                "check", Dimension.VALUE, checks.stream().map(OverviewResult.Check::what).toList()),
            List.of(
                Table.Column.of(
                    "found", checks.stream().map(OverviewResult.Check::verdict).toList()),
                Table.Column.of(
                    "remark", checks.stream().map(OverviewResult.Check::remark).toList()))));
  }

  private List<Integer> heads(Predicate<HeadScores> which) {
    return IntStream.range(0, result.heads().size())
        .filter(h -> result.heads().get(h).isKnown() && which.test(result.heads().get(h)))
        .boxed()
        .toList();
  }

  private IndexAxis axis(List<Integer> heads) {
    return new IndexAxis(
        "prediction head",
        Dimension.PREDICTION_HEAD,
        heads.stream().mapToInt(Integer::intValue).toArray(),
        heads.stream().map(h -> result.heads().get(h).head().name()).toList());
  }

  /** The error of predicting the mean; 1 for accuracies, which have no unit. */
  private static double unit(HeadScores head) {
    return head.isCategorical()
        ? 1
        : head.find(Measure.MAJORITY, "").map(m -> m.score().value()).orElse(Double.NaN);
  }

  /** One trace per measure that at least one of the heads has. */
  private List<Trace> traces(
      List<Integer> heads,
      Function<Stream<Measured>, Stream<Measured>> which,
      Function<Measured, Measured.Value> value,
      ToDoubleFunction<HeadScores> unit) {
    Map<String, Trace> traces = new LinkedHashMap<>();
    for (int h : heads) {
      which
          .apply(result.heads().get(h).measured().stream())
          .filter(Measured::isKnown)
          .forEach(m -> traces.computeIfAbsent(m.words(), words -> trace(heads, m, value, unit)));
    }
    List<Trace> all = new ArrayList<>(traces.values());
    // The model last: a baseline then has the same colour in all figures.
    Trace model = traces.get(Measure.INTACT.words(""));
    if (model != null) {
      all.remove(model);
      all.add(model);
    }
    return all;
  }

  private Trace trace(
      List<Integer> heads,
      Measured like,
      Function<Measured, Measured.Value> value,
      ToDoubleFunction<HeadScores> unit) {
    double[] values = new double[heads.size()];
    double[] low = new double[heads.size()];
    double[] high = new double[heads.size()];
    boolean intervals = false;
    for (int i = 0; i < values.length; i++) {
      HeadScores head = result.heads().get(heads.get(i));
      Measured.Value found =
          head.find(like.measure(), like.input()).map(value).orElse(Measured.Value.NONE);
      double by = unit.applyAsDouble(head);
      values[i] = found.value() / by;
      low[i] = found.interval() == null ? values[i] : found.low() / by;
      high[i] = found.interval() == null ? values[i] : found.high() / by;
      intervals |= found.interval() != null;
    }
    Trace trace = Trace.of(words(heads, like), values);
    return intervals ? trace.within(low, high) : trace;
  }

  /** As in the legend: a regression has a mean where classes have a majority. */
  private String words(List<Integer> heads, Measured measured) {
    if (measured.measure() != Measure.MAJORITY) {
      return measured.words();
    }
    long classes = heads.stream().filter(h -> result.heads().get(h).isCategorical()).count();
    return classes == 0 ? "mean" : classes == heads.size() ? "majority" : "majority or mean";
  }

  private String noModel() {
    boolean tokens =
        result.heads().stream().anyMatch(h -> h.find(Measure.PREVIOUS_TOKEN, "").isPresent());
    return "Majority: always the most frequent class. "
        + (tokens
            ? "Previous token: the class that most often follows the same true token in other "
                + result.resampling().nouns()
                + ". "
            : "");
  }

  private String shuffles() {
    String repeats = result.provenance().parameters().getOrDefault("repeats", "");
    return "Zeroed: the input is set to 0. Shuffled: each window has the input of another one"
        + (repeats.equals("1") ? "" : ", mean of " + repeats + " draws")
        + "; previous tokens stay. ";
  }

  private String uncertainty() {
    if (!result.resampling().isPossible()) {
      return "There is no interval: " + result.resampling().describe() + ".";
    }
    return "Intervals are 95 %, from "
        + Bootstrap.RESAMPLES
        + " bootstrap resamples of "
        + result.resampling().describe()
        + ".";
  }
}
