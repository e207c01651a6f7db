package org.loupe.method.sensors.internal;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.SignFlips;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** Describes the figures of one result, or of some of its windows. */
final class SensorFigures {
  private static final int TOP = 20;
  private static final double SHARE = 0.9;

  private final Described described;
  private final Units units;
  private final ChannelNames names;
  private final Ranking ranking;
  private final int[] order;
  private final Resampling resampling;
  private final String windows;
  private final int rounds;

  /**
   * @param ranking of the shown windows
   * @param resampling what these belong to
   * @param windows these in words
   */
  SensorFigures(SensorsResult result, Ranking ranking, Resampling resampling, String windows) {
    this.described = result.subject();
    this.units = result.units();
    this.names = result.names();
    this.ranking = ranking;
    this.order = ranking.order();
    this.resampling = resampling;
    this.windows = windows;
    this.rounds = result.drop().axes().get(1).size();
  }

  Figure allChannels(String sort) {
    int[] shown = sorted(sort);
    double mean = Arrays.stream(ranking.mean()).average().orElse(0);
    return new Figure(
        "all_channels",
        title(units.count(units.size())),
        definition()
            + " The dashed line is the mean of all channels. "
            + still()
            + outstanding()
            + " Channels that say the same stand in for each other and may all look unimportant.",
        new BarChart(
            axis(shown),
            value(),
            List.of(Trace.of("", pick(ranking.mean(), shown))),
            false,
            List.of(new Annotation("mean of all channels " + Numbers.significant(mean), mean))));
  }

  Figure topChannels() {
    int[] top = Arrays.copyOf(order, Math.min(TOP, order.length));
    return new Figure(
        "top_channels",
        title(
            units.size() > TOP
                ? TOP + " channels with the greatest drop"
                : "channels by their drop"),
        definition() + " " + uncertainty() + " " + outstanding(),
        new BarChart(axis(top), value(), List.of(trace(top)), true, List.of()));
  }

  /** Of channels their mean by group, of groups what their ablation does. */
  Figure groups() {
    if (units.isGroups()) {
      return new Figure(
          "groups",
          title("groups"),
          definition() + " " + uncertainty() + " " + still() + outstanding(),
          new BarChart(axis(order), value(), List.of(trace(order)), true, List.of()));
    }
    List<GroupDrop> groups = GroupDrop.of(names.grouping(), names.groups(), ranking.means());
    List<String> all = List.copyOf(names.groups().keySet());
    int[] positions = groups.stream().mapToInt(each -> all.indexOf(each.group())).toArray();
    double[] mean = groups.stream().mapToDouble(GroupDrop::mean).toArray();
    Trace trace = Trace.of("", mean);
    return new Figure(
        "groups",
        title(
            groups.isEmpty() ? "groups of channels" : "groups of channels by " + names.grouping()),
        groups.isEmpty()
            ? "The card puts the channels into no groups."
            : definition()
                + " Bars are means per channel of the group, so that large groups do not win by their size. "
                + (ranking.means().hasIntervals()
                    ? uncertainty()
                    : "There are no intervals of groups."),
        new BarChart(
            new IndexAxis(
                groups.isEmpty() ? "group" : names.grouping(),
                Dimension.CHANNEL_GROUP,
                positions,
                groups.stream().map(GroupDrop::group).toList()),
            new ValueAxis("mean drop per channel", false),
            List.of(
                ranking.means().hasIntervals()
                    ? trace.within(
                        groups.stream().mapToDouble(GroupDrop::low).toArray(),
                        groups.stream().mapToDouble(GroupDrop::high).toArray())
                    : trace),
            true,
            List.of()));
  }

  Figure cumulative() {
    double[] shares = ranking.cumulative();
    int needed = ranking.needed(SHARE);
    boolean none = shares.length == 0;
    double[] missing = new double[order.length];
    Arrays.fill(missing, Double.NaN);
    long negative = Arrays.stream(ranking.mean()).filter(value -> value < 0).count();
    return new Figure(
        "cumulative",
        title("cumulative share"),
        none
            ? "Nothing is drawn, because no channel stands out of the noise: shares of noise would mean nothing. "
                + standingOut()
            : "Share of all positive drops that the first channels make up, ranked by their mean drop; "
                + negative
                + " negative drops count as 0. "
                + needed
                + (needed == 1 ? " channel makes" : " channels make")
                + " up 90 %. "
                + outstanding(),
        new LineChart(
            new IndexAxis(
                "number of channels, ranked",
                Dimension.VALUE,
                IntStream.rangeClosed(1, order.length).toArray(),
                List.of()),
            ValueAxis.of("share of positive drops").between(0, 1),
            List.of(Trace.of("", none ? missing : shares)),
            LineChart.Form.LINE,
            none
                ? List.of()
                : List.of(
                    new Annotation("90 %", SHARE),
                    Annotation.atX(
                        needed + (needed == 1 ? " channel" : " channels") + " for 90 %",
                        needed - 1))));
  }

  Figure interactions(Interactions interactions) {
    IndexAxis axis = IndexAxis.named("group", Dimension.CHANNEL_GROUP, units.names());
    long sure = IntStream.range(0, interactions.pairs()).filter(interactions::isSure).count();
    float[] matrix = interactions.matrix();
    double largest = 0;
    for (float value : matrix) {
      largest = Math.max(largest, Float.isNaN(value) ? 0 : Math.abs(value));
    }
    int exponent = largest == 0 ? 0 : Math.min(0, (int) Math.floor(Math.log10(largest)));
    return new Figure(
        "interactions",
        "Interactions of pairs of groups: " + described.score() + " — " + windows,
        "Drop when both groups are "
            + described.change()
            + " minus the sum of both alone, mean over "
            + ofWindows()
            + ". Positive: either stands in for the other; negative: one is of no use without the other. "
            + (exponent == 0 ? "" : "Numbers in cells are in units of 1e" + exponent + ". ")
            + (interactions.means().hasIntervals()
                ? "The 95 % intervals of "
                    + sure
                    + " of "
                    + interactions.pairs()
                    + " pairs leave out 0 ("
                    + interactions.means().method()
                    + "; each pair by itself)."
                : "There are no intervals: " + resampling.describe() + "."),
        Matrix.of(axis, axis, matrix, ValueAxis.signed("interaction"))
            .saying(words(matrix, Math.pow(10, exponent))));
  }

  private static List<String> words(float[] values, double unit) {
    return IntStream.range(0, values.length)
        .mapToObj(
            i ->
                Float.isNaN(values[i])
                    ? ""
                    : String.format(Locale.ROOT, "%.1f", values[i] / unit)
                        .replace("-0.0", "0.0")
                        .replace('-', '−'))
        .toList();
  }

  private int[] sorted(String sort) {
    return switch (sort) {
      case "importance" -> order;
      case "group" -> byGroup();
      default -> IntStream.range(0, order.length).toArray();
    };
  }

  /** Group by group in the card's order, the channels of no group last. */
  private int[] byGroup() {
    Set<Integer> grouped = new LinkedHashSet<>();
    names.groups().values().forEach(grouped::addAll);
    IntStream.range(0, order.length).forEach(grouped::add);
    return grouped.stream().mapToInt(Integer::intValue).filter(c -> c < order.length).toArray();
  }

  private IndexAxis axis(int[] shown) {
    return new IndexAxis(
        units.noun(),
        units.dimension(),
        shown,
        IntStream.of(shown).mapToObj(units.names()::get).toList());
  }

  private ValueAxis value() {
    return ValueAxis.of("mean drop of the " + described.score());
  }

  private Trace trace(int[] shown) {
    Trace trace = Trace.of("", pick(ranking.mean(), shown));
    return ranking.spread() == Ranking.Spread.NONE
        ? trace
        : trace.within(pick(ranking.low(), shown), pick(ranking.high(), shown));
  }

  private static double[] pick(double[] values, int[] shown) {
    return IntStream.of(shown).mapToDouble(u -> values[u]).toArray();
  }

  private String title(String what) {
    return Character.toUpperCase(described.score().charAt(0))
        + described.score().substring(1)
        + ": "
        + what
        + " — "
        + windows;
  }

  /** What a bar is. */
  private String definition() {
    return "Drop of the "
        + described.score()
        + " when a "
        + units.noun()
        + " is "
        + described.change()
        + ", mean over "
        + ofWindows()
        + (rounds > 1 ? " and " + rounds + " repeats" : "")
        + ". "
        + described.detail();
  }

  private String ofWindows() {
    return Resampling.phrase(windows);
  }

  private String still() {
    int still = ranking.still();
    return still == 0
        ? ""
        : units.count(still)
            + (still == 1 ? " stays" : " stay")
            + " the same when "
            + described.change()
            + ": exactly 0. ";
  }

  private String uncertainty() {
    return switch (ranking.spread()) {
      case INTERVAL -> resampling.uncertainty();
      case REPEATS -> "Whiskers are the least and greatest of the repeats.";
      case NONE -> "There are no intervals: " + resampling.describe() + ".";
    };
  }

  private String outstanding() {
    int count = ranking.outstanding();
    return (count == 0
            ? "No " + units.noun() + " stands out of the noise"
            : units.count(count) + (count == 1 ? " stands" : " stand") + " out of the noise")
        + ": "
        + standingOut()
        + (!ranking.isTested() && resampling.unit().length > 1
            ? " Too few "
                + resampling.nouns()
                + " for a test: "
                + resampling.describe()
                + ", at least "
                + SignFlips.LEAST_CLUSTERS
                + " are needed."
            : "");
  }

  private String standingOut() {
    return SensorFindings.rule(ranking, resampling) + ".";
  }
}
