package org.loupe.plots;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars from zero.
 *
 * <p>To colour bars by what they belong to, give each group a stacked trace of its own that is NaN
 * at the places of the others: the legend then names the groups.
 *
 * @param categories what the bars are of; the first place is at the top, or at the left
 * @param value the bars' lengths
 * @param traces one per bar of a group, or per part of a stack; intervals are drawn as error bars
 * @param horizontal whether bars grow to the right, with names beside them
 * @param annotations reference lines
 * @param arrangement how the traces of one place stand to each other
 */
public record BarChart(
    IndexAxis categories,
    ValueAxis value,
    List<Trace> traces,
    boolean horizontal,
    List<Annotation> annotations,
    Arrangement arrangement)
    implements Plot {

  /** How the bars of one place stand to each other. */
  public enum Arrangement {
    /** Side by side. */
    GROUPED,
    /** Each where the one before ends; positive and negative parts apart. */
    STACKED
  }

  /** Copies the lists and checks that traces fill the axis. */
  public BarChart {
    traces = List.copyOf(traces);
    annotations = List.copyOf(annotations);
    LineChart.requireLength(traces, categories.size());
  }

  /** Bars side by side. */
  public BarChart(
      IndexAxis categories,
      ValueAxis value,
      List<Trace> traces,
      boolean horizontal,
      List<Annotation> annotations) {
    this(categories, value, traces, horizontal, annotations, Arrangement.GROUPED);
  }

  /** The same bars, stacked. */
  public BarChart stacked() {
    return new BarChart(categories, value, traces, horizontal, annotations, Arrangement.STACKED);
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of(categories);
  }

  @Override
  public @Nullable IndexAxis countedX() {
    return horizontal ? null : categories;
  }

  @Override
  public @Nullable IndexAxis countedY() {
    return horizontal ? categories : null;
  }
}
