package org.loupe.method.attention.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Table;
import org.loupe.plots.ValueAxis;

/** Describes the figures of one result, or of some of its windows. */
final class AttentionFigures {
  private final AttentionResult result;
  private final List<AttentionModule> modules;
  private final List<HeadSummary> heads;
  private final ShownWeights weights;
  private final String windows;
  private final boolean one;
  private final String standIn;

  /**
   * @param heads every attention head over the shown windows
   * @param weights of the shown windows
   * @param windows these in words
   */
  AttentionFigures(
      AttentionResult result, List<HeadSummary> heads, ShownWeights weights, String windows) {
    this.result = result;
    this.modules = result.modules().chosen();
    this.heads = heads;
    this.weights = weights;
    this.windows = windows;
    this.one = windows.startsWith("window ");
    this.standIn = weights.standIn();
  }

  /**
   * One attention head.
   *
   * @param head its number, or −1 for the mean over the module
   */
  Figure weights(int layer, int head) {
    AttentionModule module = modules.get(layer);
    String which = head < 0 ? "mean of " + count(module) : "attention head " + head;
    return new Figure(
        "weights",
        "Attention of " + module.name() + ", " + which + " — " + windows,
        mean()
            + "weights of "
            + module.name()
            + ", "
            + which
            + ": each row is a query and its weights on all keys sum to 1. "
            + shape(module)
            + standIn
            + "It says where the values come from, not whether they mattered.",
        map(module, weights.of(layer, head)));
  }

  private static String count(AttentionModule module) {
    return module.heads() == 1 ? "its one attention head" : module.heads() + " attention heads";
  }

  private String mean() {
    return one ? "The " : "Mean over " + Resampling.phrase(windows) + " of the ";
  }

  private static String shape(AttentionModule module) {
    if (module.isSelf()) {
      return "";
    }
    return module.queries() == module.keys()
        ? "By its name queries and keys count different things. "
        : module.keys() % module.queries() == 0 && module.queries() > 1
            ? String.format(
                "There are %d keys for %d queries, %d for each: where several inputs are interleaved or stand one after the other, a key is no step. ",
                module.keys(), module.queries(), module.keys() / module.queries())
            : String.format(
                "Its %d queries and %d keys count different things. ",
                module.queries(), module.keys());
  }

  private static HeatMap map(AttentionModule module, float[] values) {
    return new HeatMap(
        IndexAxis.counting(
            "key" + words(module.keyDimension()), module.keyDimension(), module.keys()),
        IndexAxis.counting(
            "query" + words(module.queryDimension()), module.queryDimension(), module.queries()),
        values,
        ValueAxis.of("attention weight"),
        HeatMap.Aggregation.MAX_ABS);
  }

  private static String words(Dimension dimension) {
    return switch (dimension) {
      case TIME -> " (time step)";
      case TOKEN -> " (token)";
      default -> "";
    };
  }

  /** All attention heads, small. */
  Figure attentionHeads() {
    int columns = modules.stream().mapToInt(AttentionModule::heads).max().orElse(0);
    boolean alike = modules.stream().map(m -> m.queries() + "," + m.keys()).distinct().count() == 1;
    List<Plot> plots = new ArrayList<>();
    for (int layer = 0; layer < modules.size(); layer++) {
      for (int head = 0; head < columns; head++) {
        plots.add(small(layer, head, alike));
      }
    }
    return new Figure(
        "attention_heads",
        "All " + heads.size() + " attention heads — " + windows,
        mean()
            + "weights of every attention head; queries run down, keys across, and all share one colour scale. "
            + (alike
                ? ""
                : "Lengths differ: "
                    + modules.stream()
                        .map(m -> m.name() + " " + m.queries() + " × " + m.keys())
                        .collect(Collectors.joining(", "))
                    + ". ")
            + standIn
            + rollCall(),
        new SmallMultiples(
            IndexAxis.counting("attention head", Dimension.ATTENTION_HEAD, columns),
            IndexAxis.named(
                "attention module",
                Dimension.LAYER,
                modules.stream().map(AttentionModule::name).toList()),
            plots));
  }

  private Plot small(int layer, int head, boolean alike) {
    AttentionModule module = modules.get(layer);
    if (head >= module.heads()) {
      // This module has fewer attention heads than another.
      float[] nothing = new float[module.map()];
      Arrays.fill(nothing, Float.NaN);
      return small(module, nothing, alike);
    }
    return small(module, weights.of(layer, head), alike);
  }

  private static HeatMap small(AttentionModule module, float[] values, boolean alike) {
    return new HeatMap(
        axis("keys", module.keyDimension(), module.keys(), alike),
        axis("queries", module.queryDimension(), module.queries(), alike),
        values,
        ValueAxis.of("attention weight"),
        HeatMap.Aggregation.MAX_ABS);
  }

  /** Where lengths differ, places are named by their share of the length. */
  private static IndexAxis axis(String title, Dimension dimension, int size, boolean alike) {
    if (alike) {
      return IndexAxis.counting(title, dimension, size);
    }
    List<String> shares =
        IntStream.range(0, size)
            .mapToObj(i -> Math.round(100.0 * i / Math.max(1, size - 1)) + " %")
            .toList();
    return new IndexAxis(title, dimension, IntStream.range(0, size).toArray(), shares);
  }

  private String rollCall() {
    return Arrays.stream(Pattern.values())
            .map(
                pattern ->
                    heads.stream().filter(head -> head.pattern() == pattern).count()
                        + " "
                        + pattern.word())
            .filter(words -> !words.startsWith("0 "))
            .collect(Collectors.joining(", "))
        + ".";
  }

  /** The rollout, or why there is none. */
  Figure rollout() {
    Rollout rollout = result.rollout();
    if (!rollout.isPresent()) {
      return new Figure(
          "rollout",
          "Attention rollout — not available",
          "There is no rollout: " + rollout.reason() + ".",
          new Table(
              IndexAxis.named("", Dimension.VALUE, List.of("why")),
              List.of(Table.Column.of("no rollout", List.of(rollout.reason())))));
    }
    AttentionModule first = modules.get(rollout.chain().get(0));
    return new Figure(
        "rollout",
        "Attention rollout through " + rollout.names(modules) + " — " + windows,
        (one
                ? "Â = rows of (mean over attention heads + I) made to sum to 1, "
                : "Mean over " + Resampling.phrase(windows) + " of ")
            + "R = Â_L … Â_1 along "
            + rollout.chain().size()
            + " layers"
            + (one ? "" : ", Â = rows of (mean over attention heads + I) made to sum to 1")
            + ": how much of each query's value comes from each first step, if values mixed by attention and residual alone. Attentions between the layers and feed-forward parts are left out. "
            + (rollout.reason().isEmpty() ? "" : capital(rollout.reason()) + ". ")
            + standIn,
        new HeatMap(
            IndexAxis.counting(
                "first step" + words(first.keyDimension()), first.keyDimension(), rollout.steps()),
            IndexAxis.counting(
                "query" + words(first.queryDimension()), first.queryDimension(), rollout.steps()),
            weights.rollout(),
            ValueAxis.of("share"),
            HeatMap.Aggregation.MAX_ABS));
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /** What every attention head is like. */
  Figure headMetrics() {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(
        Table.Column.of("label", heads.stream().map(head -> head.pattern().word()).toList()));
    columns.add(
        new Table.Column(
            "score (95 % interval)",
            heads.stream().map(AttentionFigures::score).toList(),
            heads.stream().mapToDouble(HeadSummary::score).toArray(),
            true));
    columns.add(
        Table.Column.of(
            "windows alike", heads.stream().mapToDouble(HeadSummary::agreement).toArray(), 2));
    for (HeadMetric metric : HeadMetric.values()) {
      double[] values =
          heads.stream().mapToDouble(head -> head.metrics()[metric.ordinal()]).toArray();
      Table.Column column =
          Table.Column.of(metric.key(), values, metric == HeadMetric.DISTANCE ? 1 : 3);
      columns.add(metric == HeadMetric.DISTANCE ? column : column.withBars(values));
    }
    return new Figure(
        "head_metrics",
        "What the attention heads are like — " + windows,
        (one ? "" : "Means over " + Resampling.phrase(windows) + ". ")
            + "Entropy: 0 a single key, 1 all keys alike. Distance in steps; diagonal: weight within the band; before and after the query; sparsity (Hoyer): 1 a single key. '—' where queries and keys do not count the same steps. Label: "
            + Pattern.RULE
            + ". "
            + uncertainty(),
        new Table(
            new IndexAxis(
                "attention head",
                Dimension.VALUE,
                IntStream.range(0, heads.size()).toArray(),
                heads.stream().map(head -> head.module().name() + " · " + head.head()).toList()),
            columns));
  }

  private String uncertainty() {
    if (one) {
      return "One window has no interval.";
    }
    HeadSummary first = heads.get(0);
    return first.means().hasIntervals()
        ? "Intervals are 95 %, from "
            + first.means().method()
            + "; 'windows alike' is the share of windows that earn the label by themselves."
        : "All windows are of one unit: too few for an interval.";
  }

  private static String score(HeadSummary head) {
    if (head.pattern() == Pattern.MIXED) {
      return "—";
    }
    @Nullable Interval interval = head.scoreInterval();
    return String.format(Locale.ROOT, "%.3f", head.score())
        + (interval == null
            ? ""
            : String.format(Locale.ROOT, " (%.3f–%.3f)", interval.low(), interval.high()));
  }
}
