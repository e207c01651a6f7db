package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** Describes the figures of one result, or of some of its windows. */
final class SaliencyFigures {
  private static final int TOP = 20;

  private final SaliencyResult result;
  private final Summary summary;
  private final Summary magnitudes;
  private final int[] ranking;
  private final boolean signed;
  private final Resampling resampling;
  private final String windows;
  private final String remark;
  private final Explained explained;
  private final ChannelNames names;

  /**
   * @param shown the windows that the figures are of
   * @param signed whether the sign is shown
   */
  SaliencyFigures(SaliencyResult result, ShownWindows shown, boolean signed) {
    this.result = result;
    this.summary = signed ? shown.signed() : shown.magnitudes();
    this.magnitudes = shown.magnitudes();
    this.ranking = magnitudes.ranking();
    this.signed = signed;
    this.resampling = shown.resampling();
    this.windows = shown.words();
    this.remark = shown.remark();
    this.explained = result.subject();
    this.names = new ChannelNames(result.channels());
  }

  Figure heatMap(boolean normalized, String sort) {
    int[] order = order(sort);
    int steps = result.layout().steps();
    float[] rows = new float[order.length * steps];
    for (int row = 0; row < order.length; row++) {
      for (int t = 0; t < steps; t++) {
        rows[row * steps + t] = summary.map()[t * order.length + order[row]];
      }
    }
    String caption =
        remark
            + (isOne() ? formula() + " of " : "Mean of " + formula() + " over ")
            + ofWindows()
            + ", per step and channel; "
            + explained.definition()
            + "."
            + explained.means()
            + " "
            + (normalized
                ? "Divided by the magnitude at 98 % of the cumulative sum and clipped to ±1. "
                : "")
            + explained.variant().meaning();
    return new Figure(
        "heatmap",
        explained.title() + " (" + explained.target() + ") — " + windows,
        caption,
        new HeatMap(
            steps(),
            channels(order),
            normalized ? Normalization.apply(rows) : rows,
            new ValueAxis(formula() + (normalized ? ", normalised" : ""), signed),
            HeatMap.Aggregation.MAX_ABS));
  }

  Figure topChannels() {
    int[] top = Arrays.copyOf(ranking, Math.min(TOP, ranking.length));
    Bootstrap.Means means = magnitudes.channels();
    double average = Arrays.stream(means.mean()).average().orElse(Double.NaN);
    return new Figure(
        "top_channels",
        (ranking.length > TOP ? TOP + " channels with the most " : "Channels by ")
            + explained.phrase()
            + " — "
            + windows,
        "Mean of "
            + magnitude()
            + " over all steps of "
            + ofWindows()
            + (ranking.length > TOP ? " (of " + ranking.length + " channels)" : "")
            + ". "
            + resampling.uncertainty()
            + " Channels that move together share their importance in ways this figure cannot tell.",
        new BarChart(
            channels(top),
            ValueAxis.of("mean " + magnitude()),
            List.of(trace("", means, top)),
            true,
            List.of(
                new Annotation("mean of all channels " + Numbers.significant(average), average))));
  }

  /**
   * @param selected channels that get a line of their own together, as far as there are any
   */
  Figure temporalProfile(Set<Integer> selected) {
    Bootstrap.Means means = summary.steps();
    int steps = result.layout().steps();
    List<Trace> traces = new ArrayList<>();
    Set<Integer> chosen = new TreeSet<>(selected);
    chosen.removeIf(channel -> channel >= ranking.length);
    traces.add(
        trace(chosen.isEmpty() ? "" : "all channels", means, IntStream.range(0, steps).toArray()));
    if (!chosen.isEmpty()) {
      traces.add(Trace.of(selectedName(chosen), profile(chosen)));
    }
    return new Figure(
        "temporal_profile",
        explained.title() + " over time — " + windows,
        "Mean of "
            + formula()
            + " over all channels of "
            + ofWindows()
            + ". "
            + (steps == 1 ? "The input has a single step. " : "")
            + resampling.uncertainty()
            + " It says when the model looks, not whether what it saw there was right.",
        new LineChart(
            steps(),
            new ValueAxis("mean " + formula(), signed),
            traces,
            LineChart.Form.AREA,
            List.of()));
  }

  private String selectedName(Set<Integer> chosen) {
    return chosen.size() == 1
        ? names.name(chosen.iterator().next())
        : chosen.size() + " selected channels";
  }

  private double[] profile(Set<Integer> chosen) {
    double[] profile = new double[result.layout().steps()];
    for (int t = 0; t < profile.length; t++) {
      for (int channel : chosen) {
        profile[t] += summary.map()[t * ranking.length + channel] / chosen.size();
      }
    }
    return profile;
  }

  Figure distribution() {
    double mean = summary.overall().mean()[0];
    return new Figure(
        "distribution",
        "Distribution of the " + explained.phrase() + " — " + windows,
        "Density of "
            + formula()
            + " at all steps and channels of "
            + ofWindows()
            + " in 50 bins; the dashed line is the mean. "
            + tail()
            + "A long tail means that few places carry most of it.",
        new Histogram(
            new ValueAxis(formula(), signed),
            ValueAxis.of("density"),
            summary.distribution().edges(),
            List.of(Trace.of("", summary.distribution().density())),
            List.of(new Annotation("mean " + Numbers.significant(mean), mean))));
  }

  private String tail() {
    double beyond = summary.distribution().beyond();
    return beyond <= 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%.2g %% of the values lie beyond the bins, up to %.3g. ",
            100 * beyond,
            summary.maximum());
  }

  private int[] order(String sort) {
    return switch (sort) {
      case "importance" -> ranking;
      case "group" -> byGroup();
      default -> IntStream.range(0, ranking.length).toArray();
    };
  }

  /** Group by group in the card's order, the channels of no group last. */
  private int[] byGroup() {
    Set<Integer> order = new LinkedHashSet<>();
    names.groups().values().forEach(order::addAll);
    IntStream.range(0, ranking.length).forEach(order::add);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private IndexAxis steps() {
    Dimension dimension = result.layout().stepDimension();
    return IndexAxis.counting(
        dimension == Dimension.TIME ? "time step" : "token", dimension, result.layout().steps());
  }

  private IndexAxis channels(int[] order) {
    return new IndexAxis(
        "channel", Dimension.CHANNEL, order, IntStream.of(order).mapToObj(names::name).toList());
  }

  private static Trace trace(String name, Bootstrap.Means means, int[] order) {
    double[] low = means.low();
    double[] high = means.high();
    int[] ends = means.hasIntervals() ? order : new int[0];
    return new Trace(
        name,
        IntStream.of(order).mapToDouble(i -> means.mean()[i]).toArray(),
        IntStream.of(ends).mapToDouble(i -> low[i]).toArray(),
        IntStream.of(ends).mapToDouble(i -> high[i]).toArray());
  }

  private String formula() {
    return signed ? explained.variant().formula() : magnitude();
  }

  private String magnitude() {
    String formula = explained.variant().formula();
    return explained.variant().isSigned() ? "|" + formula + "|" : formula;
  }

  private boolean isOne() {
    return resampling.unit().length == 1;
  }

  /** Inside a sentence: '586 windows of 15 recordings'. */
  private String ofWindows() {
    return Resampling.phrase(windows);
  }
}
