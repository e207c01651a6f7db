package org.loupe.plots;

import java.util.List;

/**
 * Bars from zero, one group per place.
 *
 * @param categories what the bars are of; the first place is at the top, or at the left
 * @param value the bars' lengths
 * @param traces one per bar of a group
 * @param horizontal whether bars grow to the right, with names beside them
 * @param annotations reference lines
 */
public record BarChart(
    IndexAxis categories,
    ValueAxis value,
    List<Trace> traces,
    boolean horizontal,
    List<Annotation> annotations)
    implements Plot {
  /** Copies the lists and checks that traces fill the axis. */
  public BarChart {
    traces = List.copyOf(traces);
    annotations = List.copyOf(annotations);
    LineChart.requireLength(traces, categories.size());
  }
}
