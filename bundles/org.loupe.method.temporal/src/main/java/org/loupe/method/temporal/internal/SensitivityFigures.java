package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.PredictionHead;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

/** Describes the figures of a sensitivity to time spans, most of chosen windows. */
final class SensitivityFigures {
  private static final int MOST_VALUES = 12;

  private final SensitivityResult result;
  private final SensitivitySummary summary;
  private final Scales scales;
  private final Shown shown;
  private final ViewState state;

  SensitivityFigures(SensitivityResult result, Shown shown, ViewState state) {
    this.result = result;
    this.summary = result.summary();
    this.scales = summary.scales();
    this.shown = shown;
    this.state = state;
  }

  Figure curve() {
    Bootstrap.Means means = shown.all() ? summary.changes() : shown.means(result.changes());
    int[] every = IntStream.range(0, scales.all().length).toArray();
    int[] asked = IntStream.range(0, scales.asked().length).map(scales::place).toArray();
    List<XYTrace> traces = new ArrayList<>();
    if (every.length > scales.asked().length) {
      traces.add(trace("sweep", means, every).as(XYTrace.Type.LINE));
    }
    traces.add(trace("scales asked for", means, asked).as(XYTrace.Type.POINTS));
    return new Figure(
        "sensitivity",
        "Change of " + result.head().name() + " with the time spans — " + shown.words(),
        "Mean |f(x, s·Δt) − f(x, Δt)| over all steps and values of "
            + shown.phrase()
            + " by the scale s of all time spans"
            + held()
            + ". "
            + shown.resampling().uncertainty()
            + " Far from 1 the model may never have seen such spans.",
        new XYGraph(
            ValueAxis.of("scale s of the time spans").log(),
            ValueAxis.of("mean |change| of the " + outputs()),
            traces,
            List.of(Annotation.atX("spans as they are", 1))));
  }

  private String held() {
    return isCategorical()
        ? ""
        : "; the standard deviation of the "
            + (summary.isSpreadOfTruth() ? "true values" : "outputs")
            + " is "
            + Numbers.significant(summary.spread());
  }

  private XYTrace trace(String name, Bootstrap.Means means, int[] places) {
    XYTrace trace =
        XYTrace.of(
            name,
            IntStream.of(places).mapToDouble(i -> scales.all()[i]).toArray(),
            IntStream.of(places).mapToDouble(i -> means.mean()[i]).toArray());
    if (!means.hasIntervals()) {
      return trace;
    }
    double[] low = means.low();
    double[] high = means.high();
    return trace.within(
        IntStream.of(places).mapToDouble(i -> low[i]).toArray(),
        IntStream.of(places).mapToDouble(i -> high[i]).toArray());
  }

  /** The longest spans above; of all windows, whatever is selected. */
  Figure byStep() {
    int[] rows = scales.changing();
    int steps = result.steps();
    float[] cells = new float[rows.length * steps];
    List<String> names = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      int place = rows[rows.length - 1 - row];
      names.add(Scales.text(scales.all()[place]));
      for (int t = 0; t < steps; t++) {
        cells[row * steps + t] = (float) summary.byStep()[place * steps + t];
      }
    }
    String all = result.resampling().describeWindows(result.provenance().windows());
    return new Figure(
        "by_step",
        "Change of " + result.head().name() + " by step and scale — " + all,
        "Mean |f(x, s·Δt) − f(x, Δt)| over all values of "
            + Resampling.phrase(all)
            + ", per step of the output and scale of all time spans: where in the window changes build up or fade."
            + (shown.all()
                ? ""
                : " Windows are not kept one by one: this figure stays that of all."),
        new HeatMap(
            steps(),
            IndexAxis.named("scale", Dimension.VALUE, names),
            cells,
            ValueAxis.of("mean |change|"),
            HeatMap.Aggregation.MEAN));
  }

  Figure gradient() {
    Bootstrap.Means means = shown.means(result.gradient());
    boolean perStep = result.spans().isPerStep() || result.steps() == 1;
    ValueAxis value =
        ValueAxis.signed(
            "∂F/∂Δt" + (result.spans().unit() == null ? "" : " per " + result.spans().unit()));
    IndexAxis axis =
        perStep
            ? StepAxis.of(Dimension.TIME, result.gradient().columns(), result.spans(), state)
            : IndexAxis.named("", Dimension.VALUE, List.of("the window's time span"));
    return new Figure(
        "gradient",
        "Gradient by time span — " + shown.words(),
        "Mean of ∂F/∂Δt over "
            + shown.phrase()
            + ", signed; F is the "
            + (isCategorical()
                ? "log-probability of the predicted class, summed over all steps"
                : "sum of all outputs")
            + " of "
            + result.head().name()
            + ". "
            + shown.resampling().uncertainty()
            + " Windows whose slopes differ in sign cancel out.",
        perStep
            ? new LineChart(
                axis, value, List.of(Shown.trace("", means)), LineChart.Form.LINE, List.of())
            : new BarChart(axis, value, List.of(Shown.trace("", means)), true, List.of()));
  }

  Figure values() {
    Bootstrap.Means means = shown.means(result.byValue());
    int count = result.values();
    int[] asked =
        IntStream.range(0, scales.asked().length).filter(a -> scales.asked()[a] != 1).toArray();
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(v -> -total(means, asked, v)))
            .limit(MOST_VALUES)
            .mapToInt(Integer::intValue)
            .toArray();
    List<Trace> traces = new ArrayList<>();
    for (int a : asked) {
      traces.add(
          Shown.trace(
              Scales.text(scales.asked()[a]),
              means,
              IntStream.of(order).map(v -> a * count + v).toArray()));
    }
    return new Figure(
        "values",
        "Change of each output of " + result.head().name() + " — " + shown.words(),
        "Mean |f(x, s·Δt) − f(x, Δt)| over all steps of "
            + shown.phrase()
            + ", per "
            + (isCategorical() ? "class" : "value")
            + (count > MOST_VALUES
                ? " (the " + MOST_VALUES + " that change most of " + count + ")"
                : "")
            + " and scale s of all time spans. "
            + shown.resampling().uncertainty(),
        new BarChart(
            new IndexAxis(
                isCategorical() ? "class" : "output",
                isCategorical() ? Dimension.CLASS : Dimension.VALUE,
                order,
                IntStream.of(order)
                    .mapToObj(v -> SensitivityFindings.name(result.head(), v))
                    .toList()),
            ValueAxis.of("mean |change|"),
            traces,
            true,
            List.of()));
  }

  private double total(Bootstrap.Means means, int[] asked, int value) {
    return IntStream.of(asked).mapToDouble(a -> means.mean()[a * result.values() + value]).sum();
  }

  /** Paired differences: all are of the same windows, whose errors differ far more. */
  Figure errors(PerWindow errors) {
    Bootstrap.Means all = summary.errorChanges();
    Bootstrap.Means rises =
        shown.all() && all != null ? all : shown.ratios(SensitivitySummary.changes(errors));
    List<String> names = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (Alternative each : summary.alternatives()) {
      names.add(each.words(result.spans()));
      columns.add(summary.column(each));
    }
    for (int a = 0; a < scales.asked().length; a++) {
      if (scales.asked()[a] != 1) {
        names.add("the true spans " + Scales.text(scales.asked()[a]));
        columns.add(scales.place(a));
      }
    }
    return new Figure(
        "errors",
        "Rise of the error of "
            + result.head().name()
            + " without its own time spans — "
            + shown.words(),
        "How much the "
            + result.error()
            + " of "
            + shown.phrase()
            + " rises above "
            + Numbers.significant(shown.ratios(errors).mean()[0])
            + ", that with the true time spans, with spans that say nothing of the window's own, and with scaled ones: a model that uses its spans errs more without them. "
            + shown.resampling().uncertainty(),
        new BarChart(
            IndexAxis.named("time spans", Dimension.VALUE, names),
            ValueAxis.signed("change of the " + result.error()),
            List.of(Shown.trace("", rises, columns.stream().mapToInt(Integer::intValue).toArray())),
            true,
            List.of()));
  }

  private IndexAxis steps() {
    return StepAxis.of(
        result.head().axes().size() > 1
            ? result.head().axes().get(1) == Dimension.TOKEN ? Dimension.TOKEN : Dimension.TIME
            : Dimension.TIME,
        result.steps(),
        result.spans().isPerStep() && result.spans().mean().length != result.steps()
            ? null
            : result.spans(),
        state);
  }

  private boolean isCategorical() {
    return result.head().kind() == PredictionHead.Kind.CATEGORICAL;
  }

  private String outputs() {
    return isCategorical() ? "class probabilities" : "outputs";
  }
}
