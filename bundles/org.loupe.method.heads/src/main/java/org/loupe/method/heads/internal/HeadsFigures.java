package org.loupe.method.heads.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Matrix;
import org.loupe.plots.Plot;
import org.loupe.plots.PointSizes;
import org.loupe.plots.Scatter;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** The figures of categorical prediction heads on some windows. */
final class HeadsFigures {
  private static final int CONFIDENCE_BINS = 20;

  private final Summary summary;
  private final HeadsParameters parameters;
  private final List<HeadSummary> heads;

  HeadsFigures(Summary summary, HeadsParameters parameters) {
    this.summary = summary;
    this.parameters = parameters;
    this.heads = summary.heads();
  }

  Figure accuracy() {
    List<Trace> traces = new ArrayList<>();
    traces.add(trace("model", Measure.ACCURACY));
    traces.add(Trace.of("majority", values(Measure.MAJORITY)));
    traces.add(Trace.of("previous", values(Measure.PREVIOUS)));
    if (parameters.inputBaselines()) {
      traces.add(Trace.of("inputs zeroed", values(Measure.ZEROED)));
      traces.add(Trace.of("inputs shuffled", values(Measure.SHUFFLED)));
    }
    return figure(
        "accuracy",
        "Accuracy of prediction heads",
        "Share of right predictions over "
            + positions()
            + " of "
            + summary.ofWindows()
            + ", beside always saying the most frequent class (majority) and repeating the true class of the position before (previous)"
            + (parameters.inputBaselines()
                ? ", and beside the model with its explained inputs zeroed or taken from other windows. "
                : "; the parameter 'Input baselines' adds the model without its inputs. ")
            + summary.uncertainty()
            + " What does not exceed a baseline has not been learned of the inputs.",
        new BarChart(headAxis(), ValueAxis.of("accuracy").between(0, 1), traces, true, List.of()));
  }

  private String positions() {
    return parameters.masked()
        ? "the positions that count"
        : "all positions, padding and those where a prediction head does not apply included,";
  }

  Figure confidenceDistribution() {
    double[] edges = new double[CONFIDENCE_BINS + 1];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = (double) i / CONFIDENCE_BINS;
    }
    List<Plot> plots = new ArrayList<>();
    for (HeadSummary head : heads) {
      double[] density = new double[CONFIDENCE_BINS];
      for (float sure : head.confidence()) {
        density[Math.min(CONFIDENCE_BINS - 1, (int) (sure * CONFIDENCE_BINS))] +=
            (double) CONFIDENCE_BINS / head.confidence().length;
      }
      double mean = head.value(Measure.CONFIDENCE);
      plots.add(
          new Histogram(
              ValueAxis.of("confidence").between(0, 1),
              ValueAxis.of("density"),
              edges,
              List.of(Trace.of("", density)),
              List.of(new Annotation(heads.size() == 1 ? words("mean", mean) : "mean", mean))));
    }
    return figure(
        "confidence_distribution",
        "Confidence of prediction heads",
        "Density of the softmax probability of the predicted class over "
            + positions()
            + " of "
            + summary.ofWindows()
            + ", in 20 bins; the dashed line is the mean. It says how sure a head is, not how right.",
        grid(plots, head -> words("mean", head.value(Measure.CONFIDENCE))));
  }

  Figure confidenceAccuracy() {
    List<HeadSummary> scored = summary.scored();
    return figure(
        "confidence_accuracy",
        "Confidence against accuracy",
        "Mean confidence and accuracy of each prediction head over "
            + positions()
            + " of "
            + summary.ofWindows()
            + "; areas are numbers of positions. Below the line a head is surer than it is right.",
        Scatter.of(
                ValueAxis.of("mean confidence").between(0, 1),
                ValueAxis.of("accuracy").between(0, 1),
                axis(scored),
                floats(scored, head -> head.value(Measure.CONFIDENCE)),
                floats(scored, head -> head.value(Measure.ACCURACY)))
            .sized(new PointSizes("positions", floats(scored, HeadSummary::positions)))
            .withLabels()
            .with(Annotation.diagonal("calibrated")));
  }

  Figure errorCorrelation() {
    ErrorCorrelation correlation = summary.correlation();
    IndexAxis axis =
        IndexAxis.named("prediction head", Dimension.PREDICTION_HEAD, correlation.names());
    List<String> words = new ArrayList<>();
    for (int i = 0; i < correlation.values().length; i++) {
      float value = correlation.values()[i];
      boolean diagonal = i / axis.size() == i % axis.size();
      double low = correlation.low()[i];
      words.add(
          Float.isNaN(value)
              ? "n/a"
              : Numbers.fixed(value, 2)
                  + (diagonal || Double.isNaN(low)
                      ? ""
                      : " ("
                          + Numbers.fixed(low, 2)
                          + " to "
                          + Numbers.fixed(correlation.high()[i], 2)
                          + ")"));
    }
    return figure(
        "error_correlation",
        "Correlation of errors",
        "Correlation of "
            + correlation.over().words()
            + ", "
            + summary.ofWindows()
            + "; n/a where nothing can be compared, or one head is always right or always wrong there. "
            + summary.uncertainty()
            + " Heads that err together may share a cause; the figure does not say which.",
        Matrix.of(axis, axis, correlation.values(), ValueAxis.signed("correlation").between(-1, 1))
            .saying(words));
  }

  Figure reliability() {
    List<Plot> plots = new ArrayList<>();
    heads.forEach(head -> plots.add(head.reliability()));
    return figure(
        "reliability",
        "Reliability of prediction heads",
        "Accuracy against confidence in 15 bins of equal width, over "
            + positions()
            + " of "
            + summary.ofWindows()
            + "; ECE is the mean of |accuracy − confidence| over bins, weighted by their counts. "
            + summary.uncertainty()
            + " Where bars end below the line, a head is surer than it is right.",
        grid(plots, head -> words("ECE", head.reliability().expectedError())));
  }

  Figure confusion(HeadSummary head) {
    return new ConfusionFigure(summary, head, positions()).figure();
  }

  private static String words(String what, double value) {
    return String.format(Locale.ROOT, "%s %.3f", what, value);
  }

  /** One plot per head, with a remark under it where there are several. */
  private Plot grid(List<Plot> plots, Function<HeadSummary, String> remark) {
    if (plots.size() == 1) {
      return plots.get(0);
    }
    IndexAxis columns = headAxis();
    return new SmallMultiples(
        new IndexAxis(
            columns.title(),
            columns.dimension(),
            columns.positions(),
            heads.stream().map(head -> head.name() + ", " + remark.apply(head)).toList()),
        new IndexAxis("", Dimension.VALUE, new int[] {0}, List.of("")),
        plots);
  }

  private Figure figure(String id, String title, String caption, Plot plot) {
    return new Figure(id, title + " — " + summary.windows(), caption, plot);
  }

  private IndexAxis headAxis() {
    return axis(heads);
  }

  private IndexAxis axis(List<HeadSummary> shown) {
    return new IndexAxis(
        "prediction head",
        Dimension.PREDICTION_HEAD,
        shown.stream().mapToInt(heads::indexOf).toArray(),
        shown.stream().map(HeadSummary::name).toList());
  }

  private double[] values(Measure measure) {
    return heads.stream().mapToDouble(head -> head.value(measure)).toArray();
  }

  private Trace trace(String name, Measure measure) {
    Trace plain = Trace.of(name, values(measure));
    return summary.resampling().isPossible()
        ? plain.within(
            ends(head -> Interval.lowerEnd(head.interval(measure))),
            ends(head -> Interval.upperEnd(head.interval(measure))))
        : plain;
  }

  private double[] ends(ToDoubleFunction<HeadSummary> end) {
    return heads.stream().mapToDouble(end).toArray();
  }

  private static float[] floats(List<HeadSummary> heads, ToDoubleFunction<HeadSummary> value) {
    float[] floats = new float[heads.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) value.applyAsDouble(heads.get(i));
    }
    return floats;
  }
}
