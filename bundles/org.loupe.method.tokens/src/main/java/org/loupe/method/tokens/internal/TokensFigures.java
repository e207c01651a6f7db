package org.loupe.method.tokens.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Matrix;
import org.loupe.plots.Plot;
import org.loupe.plots.PointSizes;
import org.loupe.plots.Scatter;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** The figures of tokens on some windows. */
final class TokensFigures {
  /** Bars beside each other. */
  private static final int BARS = 30;

  private static final int CONFUSED = 20;
  private static final int LISTED = 10;

  /** Tokens that a class needs to be listed as easy or hard. */
  private static final int LEAST = 10;

  private final TokenSummary summary;
  private final int[] frequent;
  private final int[] shown;

  /**
   * @param byAccuracy whether bars are sorted by accuracy, not by count
   */
  TokensFigures(TokenSummary summary, boolean byAccuracy) {
    this.summary = summary;
    this.frequent = summary.byCount();
    int[] bars = Arrays.copyOf(frequent, Math.min(BARS, frequent.length));
    this.shown =
        byAccuracy
            ? Arrays.stream(summary.byAccuracy(1))
                .filter(k -> IntStream.of(bars).anyMatch(bar -> bar == k))
                .toArray()
            : bars;
  }

  Figure accuracy() {
    double mean = summary.value(summary.together(), TokenSummary.ACCURACY);
    Trace plain = Trace.of("", values(shown, k -> summary.value(k, TokenSummary.ACCURACY)));
    Trace trace =
        summary.resampling().isPossible()
            ? plain.within(
                values(shown, k -> Interval.lowerEnd(summary.interval(k, TokenSummary.ACCURACY))),
                values(shown, k -> Interval.upperEnd(summary.interval(k, TokenSummary.ACCURACY))))
            : plain;
    return figure(
        "accuracy",
        "Accuracy of tokens",
        "Share of tokens for which every prediction head that they need is right, of "
            + summary.ofWindows()
            + (shown.length < frequent.length
                ? " (the " + BARS + " most frequent of " + frequent.length + " classes)"
                : "")
            + ". "
            + summary.uncertainty()
            + " Classes of few tokens have wide intervals or none worth trusting.",
        new BarChart(
            axis(shown),
            ValueAxis.of("accuracy").between(0, 1),
            List.of(trace),
            true,
            List.of(new Annotation(String.format(Locale.ROOT, "all tokens %.3f", mean), mean))));
  }

  Figure confidenceAccuracy() {
    return figure(
        "confidence_accuracy",
        "Confidence against accuracy of tokens",
        "Mean confidence, the product of the largest softmax probabilities of the prediction heads that a token needs, and accuracy of each class, of "
            + summary.ofWindows()
            + "; areas are counts. Below the line the model is surer than it is right.",
        Scatter.of(
                ValueAxis.of("mean confidence").between(0, 1),
                ValueAxis.of("accuracy").between(0, 1),
                axis(frequent),
                floats(frequent, k -> summary.value(k, TokenSummary.CONFIDENCE)),
                floats(frequent, k -> summary.value(k, TokenSummary.ACCURACY)))
            .sized(new PointSizes("tokens", floats(frequent, k -> summary.counts()[k])))
            .withLabels()
            .with(Annotation.diagonal("calibrated")));
  }

  Figure counts() {
    return figure(
        "counts",
        "Tokens by class",
        "True tokens of "
            + summary.ofWindows()
            + ", padding left out"
            + (shown.length < frequent.length
                ? " (the " + BARS + " most frequent of " + frequent.length + " classes)"
                : "")
            + ".",
        new BarChart(
            axis(shown),
            ValueAxis.of("tokens"),
            List.of(Trace.of("", values(shown, k -> summary.counts()[k]))),
            true,
            List.of()));
  }

  Figure errorFrequency() {
    return figure(
        "error_frequency",
        "Error against frequency of tokens",
        "Share of tokens that are not entirely right, over how many of them there are (logarithmic), of "
            + summary.ofWindows()
            + ". Frequent and often wrong, at the upper right, is where training would gain most.",
        Scatter.of(
                ValueAxis.of("tokens").log(),
                ValueAxis.of("error").between(0, 1),
                axis(frequent),
                floats(frequent, k -> summary.counts()[k]),
                floats(frequent, k -> 1 - summary.value(k, TokenSummary.ACCURACY)))
            .withLabels());
  }

  Figure easiestHardest() {
    int[] ranked = summary.byAccuracy(LEAST);
    int size = Math.min(LISTED, (ranked.length + 1) / 2);
    int[] easiest = Arrays.copyOf(ranked, size);
    int[] hardest = new int[size];
    for (int i = 0; i < size; i++) {
      hardest[i] = ranked[ranked.length - 1 - i];
    }
    List<Table.Column> columns = new ArrayList<>();
    addList(columns, "easiest", easiest);
    addList(columns, "hardest", hardest);
    return figure(
        "easiest_hardest",
        "Easiest and hardest tokens",
        "Classes most and least often entirely right, among those of at least "
            + LEAST
            + " tokens, of "
            + summary.ofWindows()
            + (ranked.length == 0 ? "; there are none." : ".")
            + " "
            + summary.uncertainty(),
        new Table(
            IndexAxis.named(
                "rank",
                Dimension.VALUE,
                IntStream.rangeClosed(1, size).mapToObj(Integer::toString).toList()),
            columns));
  }

  private void addList(List<Table.Column> columns, String title, int[] classes) {
    double[] accuracy = values(classes, k -> 100 * summary.value(k, TokenSummary.ACCURACY));
    columns.add(Table.Column.of(title, IntStream.of(classes).mapToObj(summary::name).toList()));
    columns.add(
        Table.Column.of("accuracy %", accuracy, 1)
            .withBars(values(classes, k -> summary.value(k, TokenSummary.ACCURACY))));
    if (summary.resampling().isPossible()) {
      columns.add(
          Table.Column.of(
              "95 % interval",
              IntStream.of(classes)
                  .mapToObj(k -> words(summary.interval(k, TokenSummary.ACCURACY)))
                  .toList()));
    }
    columns.add(Table.Column.of("tokens", values(classes, k -> summary.counts()[k]), 0));
  }

  private static String words(@Nullable Interval interval) {
    return interval == null
        ? "—"
        : String.format(Locale.ROOT, "%.1f to %.1f", 100 * interval.low(), 100 * interval.high());
  }

  Figure confusion() {
    int[] rows = Arrays.copyOf(frequent, Math.min(CONFUSED, frequent.length));
    int size = summary.counts().length;
    int[] columns =
        IntStream.concat(
                IntStream.of(rows),
                IntStream.range(0, size)
                    .filter(k -> summary.counts()[k] == 0)
                    .filter(k -> IntStream.of(rows).anyMatch(row -> summary.confused(row, k) > 0)))
            .limit(CONFUSED + 5)
            .toArray();
    float[] shares = new float[rows.length * columns.length];
    List<String> words = new ArrayList<>();
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        long count = summary.confused(rows[r], columns[c]);
        shares[r * columns.length + c] = (float) count / summary.counts()[rows[r]];
        words.add(count == 0 ? "" : Long.toString(count));
      }
    }
    Plot plot =
        Matrix.of(
                axis("predicted", columns),
                axis("true", rows),
                shares,
                ValueAxis.of("share of the true class").between(0, 1))
            .saying(words);
    return figure(
        "confusion",
        "Which tokens are taken for others",
        "What the prediction heads together say (columns) where a token is true (rows), of "
            + summary.ofWindows()
            + ": numbers of tokens, coloured by their share of the row"
            + (rows.length < frequent.length
                ? "; the " + CONFUSED + " most frequent of " + frequent.length + " classes"
                : "")
            + ". Numbers on the diagonal may be the wrong number of the right class; what the prediction heads do not tell apart stands under its type's name.",
        plot);
  }

  private Figure figure(String id, String title, String caption, Plot plot) {
    return new Figure(id, title + " — " + summary.windows(), caption, plot);
  }

  private IndexAxis axis(int[] classes) {
    return axis("token", classes);
  }

  private IndexAxis axis(String title, int[] classes) {
    return new IndexAxis(
        title, Dimension.VALUE, classes, IntStream.of(classes).mapToObj(summary::name).toList());
  }

  private static double[] values(int[] classes, IntToDoubleFunction value) {
    return IntStream.of(classes).mapToDouble(value).toArray();
  }

  private static float[] floats(int[] classes, IntToDoubleFunction value) {
    float[] floats = new float[classes.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) value.applyAsDouble(classes[i]);
    }
    return floats;
  }
}
