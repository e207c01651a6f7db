package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** Bars and histograms from made-up numbers. */
final class BarFigures {
  private BarFigures() {}

  static Figure stacked() {
    IndexAxis layers =
        IndexAxis.named(
            "layer", Dimension.LAYER, List.of("encoder.0", "encoder.1", "encoder.2", "decoder.0"));
    return new Figure(
        "sparsity",
        "Units per layer",
        "",
        new BarChart(
                layers,
                ValueAxis.of("units"),
                List.of(
                    Trace.of("active", new double[] {80, 96, 70, 120}),
                    Trace.of("saturated", new double[] {30, 20, 40, 6}),
                    Trace.of("dead", new double[] {18, 12, 18, 2})),
                false,
                List.of())
            .stacked());
  }

  static Figure byGroup() {
    int count = 12;
    double[] first = new double[count];
    double[] second = new double[count];
    Arrays.fill(first, Double.NaN);
    Arrays.fill(second, Double.NaN);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value = 0.3 * Math.exp(-i * 0.2) - 0.05;
      (i % 3 == 0 ? first : second)[i] = value;
      names.add((i % 3 == 0 ? "spindle_load_" : "axis_current_") + i);
    }
    return new Figure(
        "groups",
        "Channels by group",
        "",
        new BarChart(
                IndexAxis.named("", Dimension.CHANNEL, names),
                ValueAxis.signed("confidence drop"),
                List.of(Trace.of("spindle", first), Trace.of("axes", second)),
                true,
                List.of(new Annotation("mean 0.07", 0.07)))
            .stacked());
  }

  static Figure logBars() {
    return new Figure(
        "counts",
        "Tokens, log axis",
        "",
        new BarChart(
            IndexAxis.named(
                "token", Dimension.CLASS, List.of("G1", "PARAM_X", "PARAM_Y", "G0", "M3", "never")),
            ValueAxis.of("count").log(),
            List.of(Trace.of("", new double[] {48_210, 12_040, 9_800, 312, 7, 0})),
            false,
            List.of()));
  }

  static Figure overlaidHistograms() {
    Random random = new Random(4);
    double[] edges = IntStream.rangeClosed(0, 30).mapToDouble(i -> i * 0.02).toArray();
    double[] right = new double[30];
    double[] wrong = new double[30];
    for (int i = 0; i < 30; i++) {
      right[i] = 900 * Math.exp(-Math.pow((i - 20) / 6.0, 2)) + random.nextInt(30);
      wrong[i] = 260 * Math.exp(-Math.pow((i - 9) / 5.0, 2)) + random.nextInt(20);
    }
    return new Figure(
        "latency",
        "Duration of right and wrong predictions",
        "",
        new Histogram(
            ValueAxis.of("duration").seconds(),
            ValueAxis.of("windows"),
            edges,
            List.of(Trace.of("right", right), Trace.of("wrong", wrong)),
            List.of(new Annotation("median 0.38 s", 0.38))));
  }
}
