package org.loupe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** How the ranks of items go over three checkpoints or more: a bump chart of those on top. */
public final class RankCourse {
  /** More lines cannot be told apart. */
  private static final int MOST = 12;

  private RankCourse() {}

  /**
   * One figure per ranking that all sides have.
   *
   * @param sides in their order; none below {@value Timeline#LEAST}
   */
  public static List<Figure> figures(List<Side> sides) {
    List<Figure> figures = new ArrayList<>();
    if (sides.size() < Timeline.LEAST) {
      return figures;
    }
    for (Sample sample : sides.get(0).samples().all()) {
      if (sample.kind().isRanking()) {
        List<Optional<Sample>> same =
            sides.stream().map(side -> side.samples().find(sample.name())).toList();
        if (same.stream().allMatch(Optional::isPresent)) {
          figure(sides, same.stream().map(Optional::orElseThrow).toList()).ifPresent(figures::add);
        }
      }
    }
    return figures;
  }

  private static Optional<Figure> figure(List<Side> sides, List<Sample> samples) {
    List<String> items =
        samples.get(0).items().stream()
            .filter(name -> samples.stream().allMatch(sample -> sample.items().contains(name)))
            .toList();
    if (items.size() < 2) {
      return Optional.empty();
    }
    double[][] ranks = new double[samples.size()][];
    for (int k = 0; k < ranks.length; k++) {
      double[] values = samples.get(k).values();
      List<String> names = samples.get(k).items();
      ranks[k] = ranks(items.stream().mapToDouble(name -> values[names.indexOf(name)]).toArray());
    }
    int[] shown =
        IntStream.range(0, items.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> best(ranks, i)).thenComparing(i -> i))
            .limit(MOST)
            .mapToInt(Integer::intValue)
            .toArray();
    List<Trace> traces = new ArrayList<>();
    for (int i : shown) {
      traces.add(
          Trace.of(items.get(i), Arrays.stream(ranks).mapToDouble(rank -> rank[i]).toArray()));
    }
    Sample first = samples.get(0);
    boolean alike =
        sides.stream()
            .allMatch(
                side ->
                    Arrays.equals(
                        side.digest().provenance().windows(),
                        sides.get(0).digest().provenance().windows()));
    return Optional.of(
        new Figure(
            "ranks_" + DifferenceFigures.safe(first.name()),
            "Ranks over checkpoints: " + first.label(),
            "The "
                + shown.length
                + " that rank highest in any checkpoint, of "
                + items.size()
                + "; 1 is the greatest. A change of rank is not yet a difference: the intervals"
                + " beside say which is."
                + (alike ? "" : " The checkpoints' results are of different windows."),
            new LineChart(
                IndexAxis.named(
                    "checkpoint", Dimension.CHECKPOINT, sides.stream().map(Side::name).toList()),
                axis(traces),
                traces,
                LineChart.Form.RANK,
                List.of())));
  }

  /** Ranks far down would press those on top together. */
  private static ValueAxis axis(List<Trace> traces) {
    double last =
        traces.stream()
            .flatMapToDouble(trace -> Arrays.stream(trace.values()))
            .filter(rank -> !Double.isNaN(rank))
            .max()
            .orElse(1);
    ValueAxis axis = ValueAxis.of("rank");
    return last > 2 * MOST ? axis.log() : axis.ranks();
  }

  /** From 1 for the greatest on; equal ones in order; NaN where there is no value. */
  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .filter(i -> !Double.isNaN(values[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    Arrays.fill(ranks, Double.NaN);
    for (int place = 0; place < order.length; place++) {
      ranks[order[place]] = place + 1.0;
    }
    return ranks;
  }

  private static double best(double[][] ranks, int item) {
    return Arrays.stream(ranks)
        .mapToDouble(rank -> Double.isNaN(rank[item]) ? Double.MAX_VALUE : rank[item])
        .min()
        .orElse(Double.MAX_VALUE);
  }
}
