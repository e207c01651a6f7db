package org.loupe.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/**
 * A number of several checkpoints in their order, such as the epochs of a training: any scalar that
 * a method's results have in common.
 */
public final class Timeline {
  /** The id of the figure, in the results of any method. */
  public static final String FIGURE = "timeline";

  /** Two checkpoints are a difference, not yet a course. */
  public static final int LEAST = 3;

  private Timeline() {}

  /** Names of the scalars that all results have, in the first one's order; none below three. */
  public static List<String> scalars(List<? extends Digest> results) {
    if (results.size() < LEAST) {
      return List.of();
    }
    return results.get(0).scalars().stream()
        .map(Scalar::name)
        .filter(name -> results.stream().allMatch(result -> find(result, name).isPresent()))
        .toList();
  }

  /**
   * Draws one of them.
   *
   * @param results one per checkpoint
   * @param checkpoints their names, for the axis
   * @param name one of {@link #scalars}
   */
  public static Figure figure(
      List<? extends Digest> results, List<String> checkpoints, String name) {
    double[] values = new double[results.size()];
    double[] low = new double[values.length];
    double[] high = new double[values.length];
    boolean intervals = true;
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Scalar scalar = find(results.get(i), name).orElseThrow();
      Interval interval = scalar.interval();
      values[i] = scalar.value();
      low[i] = Interval.lowerEnd(interval);
      high[i] = Interval.upperEnd(interval);
      intervals &= interval != null;
      labels.add(scalar.label());
    }
    Trace trace = Trace.of("", values);
    return new Figure(
        FIGURE,
        labels.get(0) + " over checkpoints",
        "In the order of the compare bar."
            + (intervals
                ? " The band is each checkpoint's own 95 % interval; that two of them overlap does"
                    + " not say that the difference is noise."
                : ""),
        new LineChart(
            IndexAxis.named("checkpoint", Dimension.CHECKPOINT, checkpoints),
            ValueAxis.of(name),
            List.of(intervals ? trace.within(low, high) : trace),
            LineChart.Form.LINE,
            List.of()));
  }

  private static Optional<Scalar> find(Digest result, String name) {
    return result.scalars().stream().filter(scalar -> scalar.name().equals(name)).findFirst();
  }
}
