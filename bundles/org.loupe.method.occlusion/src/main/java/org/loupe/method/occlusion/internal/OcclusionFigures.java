package org.loupe.method.occlusion.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** Describes the figures of one result, or of some of its windows. */
final class OcclusionFigures {
  private static final int TOP = 20;

  private final OcclusionResult result;
  private final Summary summary;
  private final Resampling resampling;
  private final String windows;

  /**
   * @param summary of the shown windows
   * @param resampling what these belong to
   * @param windows these in words
   */
  OcclusionFigures(OcclusionResult result, Summary summary, Resampling resampling, String windows) {
    this.result = result;
    this.summary = summary;
    this.resampling = resampling;
    this.windows = windows;
  }

  Figure heatmap(boolean ranked) {
    int units = result.units().size();
    int[] order = ranked ? summary.ranking() : IntStream.range(0, units).toArray();
    int steps = result.grid().steps();
    float[] rows = new float[units * steps];
    for (int row = 0; row < units; row++) {
      for (int t = 0; t < steps; t++) {
        rows[row * steps + t] = (float) summary.map()[t * units + order[row]];
      }
    }
    return new Figure(
        "heatmap",
        title("steps and " + result.units().nouns()),
        definition()
            + " "
            + overlap()
            + " Positive: what was hidden supports the target; negative: it speaks against it.",
        new HeatMap(
            steps(), axis(order), rows, ValueAxis.signed("drop"), HeatMap.Aggregation.MAX_ABS));
  }

  Figure top() {
    int[] all = summary.ranking();
    int[] top = Arrays.copyOf(all, Math.min(TOP, all.length));
    return new Figure(
        "top",
        title(
            all.length > TOP
                ? TOP + " " + result.units().nouns() + " with the greatest drop"
                : result.units().nouns() + " by their drop"),
        definition()
            + " Mean over all steps. "
            + resampling.uncertainty()
            + " "
            + upper(result.units().nouns())
            + " that say the same stand in for each other and may all look unimportant.",
        new BarChart(
            axis(top),
            ValueAxis.signed("mean drop"),
            List.of(trace(summary.units(), top)),
            true,
            List.of()));
  }

  Figure profile() {
    int steps = result.grid().steps();
    return new Figure(
        "temporal_profile",
        title("steps"),
        definition()
            + " Mean over all "
            + result.units().nouns()
            + ". "
            + (steps == 1 ? "The input has a single step. " : "")
            + resampling.uncertainty(),
        new LineChart(
            steps(),
            ValueAxis.signed("mean drop"),
            List.of(trace(summary.steps(), IntStream.range(0, steps).toArray())),
            LineChart.Form.AREA,
            List.of()));
  }

  private String title(String of) {
    return "Occlusion of " + of + ": " + result.described().head() + " — " + windows;
  }

  private String definition() {
    Extent window = result.grid().window();
    return result.described().drop()
        + " when "
        + (window.steps() == 1 ? "one step" : window.steps() + " steps")
        + " of "
        + result.units().count(window.units())
        + " are replaced by "
        + result.described().baseline()
        + ", mean over "
        + Resampling.phrase(windows)
        + ".";
  }

  private String overlap() {
    Extent stride = result.grid().stride();
    return result.grid().overlaps()
        ? "Windows overlap (strides of "
            + stride.steps()
            + ","
            + stride.units()
            + "): every element has the mean over all windows that cover it, so edges are blurred by a window's size."
        : "No windows overlap: all elements of one have the same value.";
  }

  private IndexAxis steps() {
    Dimension dimension = result.layout().stepDimension();
    return IndexAxis.counting(
        dimension == Dimension.TIME ? "time step" : "token", dimension, result.grid().steps());
  }

  private IndexAxis axis(int[] order) {
    Units units = result.units();
    return new IndexAxis(
        units.title(),
        units.dimension(),
        IntStream.of(order).map(u -> units.positions()[u]).toArray(),
        IntStream.of(order).mapToObj(units.names()::get).toList());
  }

  private static Trace trace(Bootstrap.Means means, int[] order) {
    Trace trace = Trace.of("", pick(means.mean(), order));
    return means.hasIntervals()
        ? trace.within(pick(means.low(), order), pick(means.high(), order))
        : trace;
  }

  private static double[] pick(double[] values, int[] order) {
    return IntStream.of(order).mapToDouble(i -> values[i]).toArray();
  }

  private static String upper(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
