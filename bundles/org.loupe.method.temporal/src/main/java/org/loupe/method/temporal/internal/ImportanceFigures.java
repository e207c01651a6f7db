package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** Describes the figures of an importance over time, some of chosen windows. */
final class ImportanceFigures {
  private static final int TOP = 20;
  private static final String FORMULA = "|∂F/∂x · x|";

  private final ImportanceResult result;
  private final Explained explained;
  private final ChannelNames names;
  private final Shown shown;
  private final ViewState state;
  private final int steps;

  ImportanceFigures(ImportanceResult result, Shown shown, ViewState state) {
    this.result = result;
    this.explained = result.explained();
    this.names = new ChannelNames(result.channels());
    this.shown = shown;
    this.state = state;
    this.steps = result.importance().axes().get(0).size();
  }

  Figure heatMap(String sort) {
    int channels = result.importance().axes().get(1).size();
    int[] order =
        sort.equals("importance")
            ? result.summary().ranking()
            : IntStream.range(0, channels).toArray();
    float[] rows = new float[channels * steps];
    for (int row = 0; row < channels; row++) {
      for (int t = 0; t < steps; t++) {
        rows[row * steps + t] = result.importance().values()[t * channels + order[row]];
      }
    }
    String all = result.resampling().describeWindows(result.provenance().windows());
    return new Figure(
        "heatmap",
        "Importance over time (" + explained.words() + ") — " + all,
        (result.provenance().windows().length == 1
                ? FORMULA + " of "
                : "Mean of " + FORMULA + " over ")
            + Resampling.phrase(all)
            + ", per step and channel; F is the "
            + explained.words()
            + ". Early steps can act on all later outputs, late ones on few."
            + (shown.all()
                ? ""
                : " Windows are not kept one by one: this figure stays that of all."),
        new HeatMap(
            timeAxis(),
            channelAxis(order),
            rows,
            ValueAxis.of(FORMULA),
            HeatMap.Aggregation.MAX_ABS));
  }

  /**
   * @param selected channels that get a line of their own together, as far as there are any
   */
  Figure temporalProfile(Set<Integer> selected) {
    Bootstrap.Means means = shown.all() ? result.summary().steps() : shown.means(result.byStep());
    List<Trace> traces = new ArrayList<>();
    Set<Integer> chosen = new TreeSet<>(selected);
    int channels = result.importance().axes().get(1).size();
    chosen.removeIf(channel -> channel >= channels);
    traces.add(Shown.trace(chosen.isEmpty() ? "" : "all channels", means));
    if (!chosen.isEmpty() && shown.all()) {
      double[] profile = new double[steps];
      for (int t = 0; t < steps; t++) {
        for (int channel : chosen) {
          profile[t] += result.importance().values()[t * channels + channel];
        }
      }
      traces.add(
          Trace.of(
              chosen.size() == 1
                  ? names.name(chosen.iterator().next())
                  : chosen.size() + " selected channels",
              profile));
    }
    double mean = Arrays.stream(means.mean()).average().orElse(Double.NaN);
    return new Figure(
        "temporal_profile",
        "Importance by time step — " + shown.words(),
        FORMULA
            + " summed over all channels, mean over "
            + shown.phrase()
            + "; F is the "
            + explained.words()
            + ". "
            + (steps == 1
                ? "The windows have a single step. "
                : "The dashed line is the mean of all steps. ")
            + shown.resampling().uncertainty(),
        new LineChart(
            timeAxis(),
            ValueAxis.of("sum of " + FORMULA + " over channels"),
            traces,
            LineChart.Form.AREA,
            List.of(new Annotation("mean of all steps " + Numbers.significant(mean), mean))));
  }

  Figure features() {
    Bootstrap.Means means =
        shown.all() ? result.summary().channels() : shown.means(result.byChannel());
    int[] ranking = ImportanceSummary.ranking(means);
    int[] top = Arrays.copyOf(ranking, Math.min(TOP, ranking.length));
    double mean = Arrays.stream(means.mean()).average().orElse(Double.NaN);
    return new Figure(
        "features",
        (ranking.length > TOP
                ? TOP + " channels of the greatest importance"
                : "Channels by importance")
            + " — "
            + shown.words(),
        FORMULA
            + " summed over all steps, mean over "
            + shown.phrase()
            + (ranking.length > TOP ? " (of " + ranking.length + " channels)" : "")
            + "; the dashed line is what each would have if all shared alike. "
            + shown.resampling().uncertainty()
            + " Channels that move together share their importance in ways this figure cannot tell.",
        new BarChart(
            channelAxis(top),
            ValueAxis.of("sum of " + FORMULA + " over steps"),
            List.of(Shown.trace("", means, top)),
            true,
            List.of(new Annotation("mean of all channels " + Numbers.significant(mean), mean))));
  }

  Figure timeSpans(PerWindow bySpan) {
    Bootstrap.Means all = result.summary().spans();
    Bootstrap.Means means = shown.all() && all != null ? all : shown.means(bySpan);
    boolean perStep = bySpan.columns() > 1 || steps == 1;
    IndexAxis axis =
        perStep
            ? timeAxis()
            : IndexAxis.named("", Dimension.VALUE, List.of("the window's time span"));
    String caption =
        "Mean of |∂F/∂Δt · Δt| over "
            + shown.phrase()
            + "; F is the "
            + explained.words()
            + ". "
            + (perStep ? "" : "The windows have one time span each. ")
            + shown.resampling().uncertainty()
            + " It is in the units of "
            + FORMULA
            + " and can be held against the sum over channels.";
    ValueAxis value = ValueAxis.of("|∂F/∂Δt · Δt|");
    return new Figure(
        "timespans",
        "Importance of the time spans — " + shown.words(),
        caption,
        perStep
            ? new LineChart(
                axis, value, List.of(Shown.trace("", means)), LineChart.Form.AREA, List.of())
            : new BarChart(axis, value, List.of(Shown.trace("", means)), true, List.of()));
  }

  /** What the second opinion measured; of the windows that it sampled, whatever is selected. */
  Figure occlusion(OcclusionCheck check) {
    List<String> bars = new ArrayList<>(List.of("all channels"));
    List<double[]> values = new ArrayList<>();
    values.add(ends(check.changes(), 0));
    if (check.isComparison()) {
      bars.add(
          check.strongest().length == 1
              ? "the strongest: " + names.name(check.strongest()[0])
              : "the " + check.strongest().length + " strongest together");
      values.add(ends(check.changes(), check.strongestColumn()));
      double[] sets = check.ofSets();
      bars.add(
          (sets.length == 1 ? "the other set of " : sets.length + " other sets of ")
              + check.strongest().length);
      values.add(
          new double[] {
            Arrays.stream(sets).average().orElse(Double.NaN), sets[0], sets[sets.length - 1]
          });
    }
    if (check.timed()) {
      bars.add("the time spans");
      values.add(ends(check.changes(), check.spansColumn()));
    }
    for (int q = 0; q < check.quarters(); q++) {
      bars.add("all channels, quarter " + (q + 1));
      values.add(ends(check.changes(), check.quarterColumn(q)));
    }
    for (int c : check.singles() == 0 ? new int[0] : result.summary().ranking()) {
      bars.add(names.name(c) + " alone");
      values.add(ends(check.changes(), check.singleColumn(c)));
    }
    Trace trace = Trace.of("", values.stream().mapToDouble(each -> each[0]).toArray());
    if (check.changes().hasIntervals()) {
      trace =
          trace.within(
              values.stream().mapToDouble(each -> each[1]).toArray(),
              values.stream().mapToDouble(each -> each[2]).toArray());
    }
    return new Figure(
        "occlusion",
        "Change of the " + explained.outputs() + " under occlusion — " + check.words(),
        "Mean |change| of the "
            + explained.outputs()
            + " when parts of the input are set to their mean over the windows, "
            + Resampling.phrase(check.words())
            + ": a second opinion on the gradients. "
            + (check.changes().hasIntervals()
                ? "Whiskers are 95 % intervals"
                    + (check.isComparison() ? ", of the other sets their least and greatest" : "")
                    + ". "
                : "")
            + "Single channels stand in the order of their importance.",
        new BarChart(
            IndexAxis.named("set to its mean", Dimension.VALUE, bars),
            ValueAxis.of("mean |change|"),
            List.of(trace),
            true,
            List.of()));
  }

  private static double[] ends(Bootstrap.Means means, int column) {
    return means.hasIntervals()
        ? new double[] {means.mean()[column], means.low()[column], means.high()[column]}
        : new double[] {means.mean()[column], Double.NaN, Double.NaN};
  }

  private IndexAxis timeAxis() {
    return StepAxis.of(result.importance().axes().get(0).dimension(), steps, result.spans(), state);
  }

  private IndexAxis channelAxis(int[] order) {
    return new IndexAxis(
        "channel", Dimension.CHANNEL, order, IntStream.of(order).mapToObj(names::name).toList());
  }
}
