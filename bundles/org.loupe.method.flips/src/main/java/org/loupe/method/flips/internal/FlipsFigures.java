package org.loupe.method.flips.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** The figures of flips. */
final class FlipsFigures {
  private static final int LISTED = 25;

  private final FlipsResult result;
  private final List<String> heads;
  private final List<String> checkpoints;
  private final String baseline;
  private final String windows;

  FlipsFigures(FlipsResult result) {
    this.result = result;
    this.heads = result.heads();
    this.checkpoints = result.pairs().stream().map(Pair::checkpoint).toList();
    this.baseline = result.provenance().checkpoint();
    this.windows = result.resampling().describeWindows(result.provenance().windows());
  }

  Figure share() {
    return figure(
        "share",
        "Flips by prediction head",
        "Share of "
            + positions()
            + " at which a checkpoint predicts another class than '"
            + baseline
            + "', of "
            + Resampling.phrase(windows)
            + ". "
            + result.resampling().uncertainty()
            + " A flip is a change, not a mistake.",
        new BarChart(
            headAxis(),
            ValueAxis.of("share of positions that flipped"),
            traces(HeadChange::share, HeadChange::shareInterval),
            true,
            List.of()));
  }

  Figure gainedLost() {
    List<Plot> plots = new ArrayList<>();
    for (Pair pair : result.pairs()) {
      plots.add(
          new BarChart(
                  headAxis(),
                  ValueAxis.of("share of positions"),
                  List.of(
                      Trace.of("gained", shares(pair, HeadFlips::gained)),
                      Trace.of("lost", shares(pair, HeadFlips::lost)),
                      Trace.of("neither", neither(pair))),
                  true,
                  List.of())
              .stacked());
    }
    return figure(
        "gained_lost",
        "Gained and lost by prediction head",
        "What the flips from '"
            + baseline
            + "' made of the predictions, as shares of "
            + positions()
            + " of "
            + Resampling.phrase(windows)
            + ": wrong to right (gained), right to wrong (lost), and neither: from one wrong class"
            + " to another, or where no true class is known.",
        grid(plots));
  }

  private double[] shares(Pair pair, Function<HeadFlips, int[]> counts) {
    return values(
        pair,
        head ->
            (double) HeadFlips.sum(counts.apply(head.counts()))
                / HeadFlips.sum(head.counts().positions()));
  }

  private double[] neither(Pair pair) {
    double[] rest = shares(pair, HeadFlips::flips);
    double[] gained = shares(pair, HeadFlips::gained);
    double[] lost = shares(pair, HeadFlips::lost);
    // Rounding must not leave a sliver of less than nothing.
    Arrays.setAll(rest, h -> Math.max(0, rest[h] - gained[h] - lost[h]));
    return rest;
  }

  Figure accuracyDifference() {
    return figure(
        "accuracy_difference",
        "Difference in accuracy",
        "Accuracy less that of '"
            + baseline
            + "', paired by position over "
            + positions()
            + " with a true class, of "
            + Resampling.phrase(windows)
            + ". "
            + result.resampling().uncertainty()
            + " Whether a difference is more than noise is tested across "
            + result.resampling().nouns()
            + "; the result's table has the p-values.",
        new BarChart(
            headAxis(),
            ValueAxis.signed("difference in accuracy"),
            traces(HeadChange::difference, HeadChange::differenceInterval),
            true,
            List.of(new Annotation("as '" + baseline + "'", 0))));
  }

  Figure windows() {
    int[] order = result.mostFlipped();
    int[] numbers = result.provenance().windows();
    IndexAxis axis =
        new IndexAxis(
            "window, most flips first",
            Dimension.WINDOW,
            IntStream.of(order).map(n -> numbers[n]).toArray(),
            List.of());
    List<Plot> plots = new ArrayList<>();
    for (Pair pair : result.pairs()) {
      float[] shares = new float[heads.size() * order.length];
      Arrays.fill(shares, Float.NaN);
      for (int h = 0; h < heads.size(); h++) {
        int row = h;
        pair.head(heads.get(h))
            .ifPresent(head -> fill(shares, row * order.length, order, head.counts()));
      }
      plots.add(
          new HeatMap(
              axis,
              headAxis(),
              shares,
              ValueAxis.of("share of positions that flipped").between(0, 1),
              HeatMap.Aggregation.MEAN));
    }
    return figure(
        "windows",
        "Flips by window and prediction head",
        "Share of each window's positions at which a checkpoint predicts another class than '"
            + baseline
            + "', of "
            + Resampling.phrase(windows)
            + ", the windows with the most flips first; empty where a window has no position that"
            + " counts.",
        grid(plots));
  }

  private static void fill(float[] shares, int at, int[] order, HeadFlips counts) {
    for (int i = 0; i < order.length; i++) {
      int n = order[i];
      shares[at + i] =
          counts.positions()[n] == 0
              ? Float.NaN
              : (float) counts.flips()[n] / counts.positions()[n];
    }
  }

  Figure mostFlipped() {
    int[] order = Arrays.copyOf(result.mostFlipped(), Math.min(LISTED, windowCount()));
    int[] numbers = result.provenance().windows();
    List<Table.Column> columns = new ArrayList<>();
    for (Pair pair : result.pairs()) {
      String of = result.pairs().size() == 1 ? "" : " " + pair.checkpoint();
      columns.add(
          Table.Column.of("flips" + of, IntStream.of(order).mapToDouble(pair::flips).toArray(), 0)
              .withBars(
                  IntStream.of(order)
                      .mapToDouble(n -> (double) pair.flips(n) / Math.max(1, pair.positions(n)))
                      .toArray()));
      columns.add(
          Table.Column.of(
              "of" + of, IntStream.of(order).mapToDouble(pair::positions).toArray(), 0));
      if (result.pairs().size() == 1) {
        columns.add(
            Table.Column.of("gained", IntStream.of(order).mapToDouble(pair::gained).toArray(), 0));
        columns.add(
            Table.Column.of("lost", IntStream.of(order).mapToDouble(pair::lost).toArray(), 0));
      }
    }
    return figure(
        "most_flipped",
        "Windows with the most flips",
        "Numbers of positions, over all prediction heads, at which a checkpoint predicts another"
            + " class than '"
            + baseline
            + "'; the "
            + order.length
            + " windows with the most, of "
            + Resampling.phrase(windows)
            + ". Bars are shares of the window's positions.",
        new Table(
            new IndexAxis(
                "window",
                Dimension.WINDOW,
                IntStream.of(order).map(n -> numbers[n]).toArray(),
                List.of()),
            columns));
  }

  private int windowCount() {
    return result.provenance().windows().length;
  }

  private String positions() {
    return result.parameters().masked() ? "the positions that count" : "all positions";
  }

  private List<Trace> traces(
      ToDoubleFunction<HeadChange> value, Function<HeadChange, @Nullable Interval> interval) {
    List<Trace> traces = new ArrayList<>();
    for (Pair pair : result.pairs()) {
      Trace plain = Trace.of(pair.checkpoint(), values(pair, value));
      traces.add(
          result.resampling().isPossible()
              ? plain.within(
                  values(pair, head -> Interval.lowerEnd(interval.apply(head))),
                  values(pair, head -> Interval.upperEnd(interval.apply(head))))
              : plain);
    }
    return traces;
  }

  private double[] values(Pair pair, ToDoubleFunction<HeadChange> value) {
    return heads.stream()
        .mapToDouble(name -> pair.head(name).map(value::applyAsDouble).orElse(Double.NaN))
        .toArray();
  }

  private IndexAxis headAxis() {
    return IndexAxis.named("prediction head", Dimension.PREDICTION_HEAD, heads);
  }

  /** One plot per checkpoint, below each other. */
  private Plot grid(List<Plot> plots) {
    return plots.size() == 1
        ? plots.get(0)
        : new SmallMultiples(
            IndexAxis.named("", Dimension.VALUE, List.of("")),
            IndexAxis.named("checkpoint", Dimension.CHECKPOINT, checkpoints),
            plots);
  }

  private Figure figure(String id, String title, String caption, Plot plot) {
    String others =
        checkpoints.size() == 1 ? checkpoints.get(0) : checkpoints.size() + " checkpoints";
    return new Figure(
        id, title + " — " + others + " against " + baseline + ", " + windows, caption, plot);
  }
}
