package org.loupe.method.ablation.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.SignFlips;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Matrix;
import org.loupe.plots.Scatter;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** Describes the figures of one result, or of some of its windows. */
final class AblationFigures {
  private static final int TOP = 20;

  private final AblationResult result;
  private final List<Item> items;
  private final List<Summary> summaries;
  private final Summary summary;
  private final float[] importance;
  private final String windows;
  private final boolean one;
  private final Described described;

  /**
   * @param summaries of the shown windows, one per metric
   * @param metric index of the one that is shown
   * @param importance normalised, one per item
   * @param windows the shown windows in words
   */
  AblationFigures(
      AblationResult result,
      List<Summary> summaries,
      int metric,
      float[] importance,
      String windows) {
    this.result = result;
    this.items = result.items();
    this.summaries = summaries;
    this.summary = summaries.get(metric);
    this.importance = importance;
    this.windows = windows;
    this.one = windows.startsWith("window ");
    this.described = result.subject();
  }

  /** Layer × attention head. */
  Figure matrix() {
    List<String> layers = new ArrayList<>();
    int columns = 1;
    for (int i : result.singles()) {
      if (!layers.contains(items.get(i).layer())) {
        layers.add(items.get(i).layer());
      }
      columns = Math.max(columns, items.get(i).number() + 1);
    }
    float[] values = new float[layers.size() * columns];
    Arrays.fill(values, Float.NaN);
    for (int i : result.singles()) {
      Item item = items.get(i);
      values[layers.indexOf(item.layer()) * columns + item.number()] = (float) summary.mean(i);
    }
    return new Figure(
        "matrix",
        "Attention heads of "
            + described.target()
            + ": "
            + summary.metric().words()
            + " — "
            + windows,
        caption() + uncertaintyElsewhere(),
        Matrix.of(
                IndexAxis.counting("attention head", Dimension.ATTENTION_HEAD, columns),
                IndexAxis.named("attention module", Dimension.LAYER, layers),
                values,
                axis())
            .saying(words(values)));
  }

  /** Three digits, for effects are often small. */
  private static List<String> words(float[] values) {
    return IntStream.range(0, values.length)
        .mapToObj(
            i -> {
              double value = values[i];
              if (Double.isNaN(value)) {
                return "";
              }
              String digits =
                  Math.abs(value) >= 1e-4 || value == 0
                      ? new BigDecimal(value).round(new MathContext(2)).toPlainString()
                      : String.format(Locale.ROOT, "%.0e", value);
              return digits.replace('-', '\u2212');
            })
        .toList();
  }

  private ValueAxis axis() {
    return new ValueAxis(summary.metric().words(), summary.metric().kind() != Metric.Kind.OUTPUT);
  }

  private String caption() {
    String what =
        switch (summary.metric().kind()) {
          case OUTPUT ->
              "Mean over positions and classes of |output changed − output intact| of "
                  + summary.metric().head();
          case ERROR -> "Mean absolute error changed minus intact of " + described.target();
          case ACCURACY -> "Accuracy intact minus changed of " + described.target();
          default ->
              "Mean log-probability intact minus changed of "
                  + described.explainedBy(summary.metric().kind())
                  + ", "
                  + described.target();
        };
    return (one ? "" : "Mean over " + Resampling.phrase(windows) + ". ")
        + what
        + ", with each "
        + described.over().noun()
        + " set to "
        + described.replacement()
        + (summary.metric().kind() == Metric.Kind.OUTPUT
            ? ". "
            : ", over the positions that count; positive: the model needs it. ");
  }

  private String uncertaintyElsewhere() {
    return "How sure the numbers are stands in the ranking. Others may do the work of what is taken away, so 0 does not mean unused.";
  }

  /** The strongest items. */
  Figure ranked() {
    List<Integer> ranking = summary.ranking(result.singles());
    List<Integer> top = ranking.subList(0, Math.min(TOP, ranking.size()));
    boolean tested = top.stream().anyMatch(i -> !Double.isNaN(summary.p()[i]));
    List<Trace> traces = new ArrayList<>();
    if (tested) {
      traces.add(trace("differs from 0 (p ≤ 0.05)", top, true));
      traces.add(trace("not told from 0", top, false));
      traces.removeIf(trace -> Arrays.stream(trace.values()).allMatch(Double::isNaN));
    } else {
      traces.add(trace("", top, false));
    }
    BarChart bars =
        new BarChart(axis(top), axis(), traces, true, List.of(new Annotation("no effect", 0)));
    return new Figure(
        "ranked",
        (ranking.size() > TOP
                ? TOP + " " + described.over().noun() + "s with the greatest "
                : capital(described.over().noun()) + "s by ")
            + summary.metric().words()
            + ", "
            + described.target()
            + " — "
            + windows,
        caption()
            + (ranking.size() > TOP ? "Of " + ranking.size() + ", by magnitude. " : "")
            + uncertainty(tested),
        bars.stacked());
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private IndexAxis axis(List<Integer> places) {
    return new IndexAxis(
        described.over().noun(),
        dimension(),
        places.stream().mapToInt(Integer::intValue).toArray(),
        places.stream().map(i -> items.get(i).name()).toList());
  }

  /** Attention heads of several layers share their numbers, so they are counted through. */
  private Dimension dimension() {
    return described.over() == Over.MODULES ? Dimension.LAYER : Dimension.VALUE;
  }

  private Trace trace(String name, List<Integer> places, boolean significant) {
    boolean several = !name.isEmpty();
    double[] values = new double[places.size()];
    double[] low = new double[summary.means().hasIntervals() ? values.length : 0];
    double[] high = new double[low.length];
    for (int k = 0; k < values.length; k++) {
      int item = places.get(k);
      boolean here = !several || summary.isSignificant(item) == significant;
      values[k] = here ? summary.mean(item) : Double.NaN;
      if (low.length > 0) {
        low[k] = here ? Objects.requireNonNull(summary.means().interval(item)).low() : Double.NaN;
        high[k] = here ? Objects.requireNonNull(summary.means().interval(item)).high() : Double.NaN;
      }
    }
    return new Trace(name, values, low, high);
  }

  private String uncertainty(boolean tested) {
    if (one) {
      return "One window has no interval.";
    }
    if (!summary.means().hasIntervals()) {
      return "All windows are of " + summary.resampling().describe() + ": too few for an interval.";
    }
    return "Intervals are 95 %, from "
        + summary.means().method()
        + ". "
        + (tested
            ? "p-values are of the sign-flip test over "
                + summary.resampling().nouns()
                + ", adjusted for the number of "
                + described.over().noun()
                + "s (Benjamini–Hochberg)."
            : summary.metric().kind() == Metric.Kind.OUTPUT
                ? "A change is never negative, so there is no test against 0."
                : "Too few "
                    + summary.resampling().nouns()
                    + " to test for significance: at least "
                    + SignFlips.LEAST_CLUSTERS
                    + " are needed.");
  }

  /** What every prediction head notices. */
  Figure outputs() {
    List<Integer> ranking = summary.ranking(result.singles());
    List<Integer> top = ranking.subList(0, Math.min(TOP, ranking.size()));
    List<Summary> outputs =
        summaries.stream().filter(each -> each.metric().kind() == Metric.Kind.OUTPUT).toList();
    float[] values = new float[top.size() * outputs.size()];
    for (int k = 0; k < top.size(); k++) {
      for (int h = 0; h < outputs.size(); h++) {
        values[k * outputs.size() + h] = (float) outputs.get(h).mean(top.get(k));
      }
    }
    return new Figure(
        "outputs",
        "Change of every prediction head's output — " + windows,
        (one ? "" : "Mean over " + Resampling.phrase(windows) + ". ")
            + "Mean over positions and classes of |output changed − output intact|, with each "
            + described.over().noun()
            + " set to "
            + described.replacement()
            + ": logits, or values of a regression. Prediction heads differ in scale, so read down the columns. "
            + (ranking.size() > TOP
                ? "The "
                    + TOP
                    + " of "
                    + ranking.size()
                    + " with the greatest "
                    + summary.metric().words()
                    + "."
                : ""),
        Matrix.of(
                IndexAxis.named(
                    "prediction head",
                    Dimension.PREDICTION_HEAD,
                    outputs.stream().map(each -> each.metric().head()).toList()),
                axis(top),
                values,
                ValueAxis.of("mean |change|"))
            .saying(words(values)));
  }

  /** Two ways to say what matters. */
  Figure gradient() {
    List<Integer> known =
        result.singles().stream()
            .filter(i -> !Double.isNaN(summary.mean(i)) && !Float.isNaN(importance[i]))
            .toList();
    float[] xs = new float[known.size()];
    float[] ys = new float[known.size()];
    for (int k = 0; k < xs.length; k++) {
      xs[k] = importance[known.get(k)];
      ys[k] = (float) summary.mean(known.get(k));
    }
    return new Figure(
        "gradient",
        "Ablation against gradient importance, " + described.target() + " — " + windows,
        "Across: E|∂L/∂ξ| over the windows, ξ scaling the "
            + described.over().noun()
            + ", L the "
            + described.gradient()
            + ", divided by the ℓ2 norm "
            + (described.over() == Over.MODULES
                ? "over all modules"
                : described.over() == Over.ATTENTION_HEADS
                    ? "over the attention heads of a module"
                    : "over the groups of a grouping")
            + ". Up: "
            + summary.metric().words()
            + ". The gradient tells of a small change, ablation of taking all away; where they part, ablation decides."
            + (known.isEmpty() ? " There is no gradient importance here." : ""),
        Scatter.of(
                ValueAxis.of("gradient importance (normalised per layer)"),
                axis(),
                axis(known),
                xs,
                ys)
            .withLabels());
  }

  /** Interactions of pairs. */
  Figure pairs() {
    List<Integer> all = result.singles();
    List<Integer> ranking = summary.ranking(all);
    List<Integer> top =
        ranking.subList(0, Math.min(TOP, ranking.size())).stream().sorted().toList();
    int size = top.size();
    float[] values = new float[size * size];
    Arrays.fill(values, Float.NaN);
    Interactions interactions = Objects.requireNonNull(Interactions.of(items, summary));
    for (int p = 0; p < interactions.size(); p++) {
      int a = top.indexOf(interactions.item(p).parts().get(0));
      int b = top.indexOf(interactions.item(p).parts().get(1));
      if (a >= 0 && b >= 0) {
        values[a * size + b] = (float) interactions.value(p);
        values[b * size + a] = (float) interactions.value(p);
      }
    }
    return new Figure(
        "pairs",
        "Interaction of pairs of "
            + described.over().noun()
            + "s, "
            + described.target()
            + " — "
            + windows,
        (one ? "" : "Mean over " + Resampling.phrase(windows) + ". ")
            + "Joint minus the sum of the single values of '"
            + summary.metric().words()
            + "': above 0 two do each other's work, below 0 one is of no use without the other. "
            + (ranking.size() > TOP
                ? "The " + TOP + " of " + ranking.size() + " with the greatest single values."
                : ""),
        Matrix.of(axis(top), axis(top), values, ValueAxis.signed("interaction"))
            .saying(words(values)));
  }
}
