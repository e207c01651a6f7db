package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loupe.analysis.Resampling;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.Trajectories;
import org.loupe.plots.ValueAxis;

/** The figures of aligned embeddings. */
final class AlignmentFigures {
  /** More lines hide each other: those of the windows that moved furthest are drawn. */
  private static final int LINES = 150;

  private static final int LISTED = 20;

  private final AlignmentResult result;
  private final List<Alignment> alignments;
  private final String baseline;
  private final String windows;

  AlignmentFigures(AlignmentResult result) {
    this.result = result;
    this.alignments = result.alignments();
    this.baseline = result.provenance().checkpoint();
    this.windows = result.resampling().describeWindows(result.provenance().windows());
  }

  /** A line per window, from where the baseline has it to where the other has it. */
  Figure plane() {
    List<Plot> plots = alignments.stream().map(this::lines).toList();
    int most = alignments.stream().mapToInt(each -> each.places().length).max().orElse(0);
    return figure(
        "plane",
        "Windows before and after",
        "A line per window, from where '"
            + baseline
            + "' has it (ring) to where "
            + other()
            + " has it (square), in the first two principal components of '"
            + baseline
            + "'; the other embedding is rotated"
            + (result.parameters().scaling() ? " and scaled" : "")
            + " to lie as near as can be in all "
            + alignments.get(0).dimensions()
            + " aligned dimensions"
            + (most > LINES ? ". Drawn are the " + LINES + " windows that moved furthest" : "")
            + ". Rings and squares far apart in the plane moved; near ones may have moved in"
            + " dimensions not shown.",
        plots.size() == 1
            ? plots.get(0)
            : new SmallMultiples(
                IndexAxis.named("checkpoint", Dimension.CHECKPOINT, names()),
                IndexAxis.named("", Dimension.VALUE, List.of("")),
                plots));
  }

  private Plot lines(Alignment alignment) {
    int[] drawn = Arrays.copyOf(alignment.furthest(), Math.min(LINES, alignment.places().length));
    Arrays.sort(drawn);
    List<Trajectories.Path> paths = new ArrayList<>();
    for (int i : drawn) {
      paths.add(
          Trajectories.Path.of(
              new float[] {at(alignment.before(), i, 0), at(alignment.after(), i, 0)},
              new float[] {at(alignment.before(), i, 1), at(alignment.after(), i, 1)}));
    }
    return new Trajectories(
        ValueAxis.of("component 1 of " + baseline),
        ValueAxis.of(
            alignment.dimensions() > 1 ? "component 2 of " + baseline : "no second component"),
        ValueAxis.of("0: " + baseline + ", 1: " + compared(alignment)).between(0, 1),
        new IndexAxis(
            "window",
            Dimension.WINDOW,
            Arrays.stream(drawn).map(i -> window(alignment.places()[i])).toArray(),
            List.of()),
        IndexAxis.named(
            "checkpoint", Dimension.CHECKPOINT, List.of(baseline, alignment.checkpoint())),
        paths);
  }

  /** Planes beside each other share their colours, and what these are called. */
  private String compared(Alignment alignment) {
    return alignments.size() == 1 ? alignment.checkpoint() : "the other";
  }

  private static float at(double[][] rows, int row, int component) {
    return component < rows[row].length ? (float) rows[row][component] : 0;
  }

  private int window(int place) {
    return result.provenance().windows()[place];
  }

  Figure residual() {
    Trace found =
        Trace.of("aligned", alignments.stream().mapToDouble(Alignment::disparity).toArray());
    Trace chance =
        Trace.of("by chance", alignments.stream().mapToDouble(Alignment::byChance).toArray())
            .within(
                alignments.stream().mapToDouble(each -> each.chanceRange().low()).toArray(),
                alignments.stream().mapToDouble(each -> each.chanceRange().high()).toArray());
    return figure(
        "residual",
        "What no rotation undoes",
        "Disparity: the share of the arrangement that stays different after the best rotation and"
            + " scale, 0 for the same arrangement, of "
            + Resampling.phrase(windows)
            + " in "
            + alignments.get(0).dimensions()
            + " dimensions; beside it that of "
            + Alignment.DEALS
            + " random deals of the windows, with the range of 95 % of them. Neighbouring windows"
            + " are alike, so that chance does somewhat better than this where they are few.",
        new BarChart(
            IndexAxis.named("checkpoint", Dimension.CHECKPOINT, names()),
            ValueAxis.of("disparity").between(0, 1),
            List.of(found, chance),
            true,
            List.of()));
  }

  /** The windows that moved furthest, on the mean over the checkpoints. */
  Figure moved() {
    Map<Integer, double[]> distances = new TreeMap<>();
    for (int c = 0; c < alignments.size(); c++) {
      Alignment alignment = alignments.get(c);
      for (int i = 0; i < alignment.places().length; i++) {
        distances
                .computeIfAbsent(
                    alignment.places()[i],
                    place -> {
                      double[] none = new double[alignments.size()];
                      Arrays.fill(none, Double.NaN);
                      return none;
                    })[c] =
            alignment.moved()[i];
      }
    }
    List<Integer> places =
        distances.keySet().stream()
            .sorted((a, b) -> Double.compare(mean(distances.get(b)), mean(distances.get(a))))
            .limit(LISTED)
            .toList();
    List<Table.Column> columns = new ArrayList<>();
    for (int c = 0; c < alignments.size(); c++) {
      int column = c;
      double[] values = places.stream().mapToDouble(p -> distances.get(p)[column]).toArray();
      columns.add(
          Table.Column.of("moved to " + alignments.get(c).checkpoint(), values, 2)
              .withBars(values));
    }
    for (LabelColumn label : result.labels()) {
      columns.add(
          Table.Column.of(
              label.name(),
              places.stream().map(place -> label.names().get(label.category()[place])).toList()));
    }
    return figure(
        "moved",
        "Windows that moved furthest",
        "Distance between where two checkpoints have a window after alignment, in typical distances"
            + " of the windows of '"
            + baseline
            + "' from their mean (1: as far as a window usually is from it); the "
            + places.size()
            + " furthest of "
            + Resampling.phrase(windows)
            + ". "
            + result.resampling().uncertainty(),
        new Table(
            new IndexAxis(
                "window",
                Dimension.WINDOW,
                places.stream().mapToInt(this::window).toArray(),
                List.of()),
            columns));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).average().orElse(0);
  }

  private List<String> names() {
    return alignments.stream().map(Alignment::checkpoint).toList();
  }

  private String other() {
    return alignments.size() == 1
        ? "'" + alignments.get(0).checkpoint() + "'"
        : "each of " + alignments.size() + " checkpoints";
  }

  private Figure figure(String id, String title, String caption, Plot plot) {
    String others =
        alignments.size() == 1
            ? alignments.get(0).checkpoint()
            : alignments.size() + " checkpoints";
    return new Figure(
        id, title + " — " + others + " against " + baseline + ", " + windows, caption, plot);
  }
}
