package org.loupe.plots;

import java.util.List;

/**
 * Lines over a counting axis.
 *
 * @param x what is counted
 * @param y the values
 * @param traces one per line; intervals are drawn as bands
 * @param filled whether the area down to zero is tinted
 * @param annotations reference lines
 */
public record LineChart(
    IndexAxis x, ValueAxis y, List<Trace> traces, boolean filled, List<Annotation> annotations)
    implements Plot {
  /** Copies the lists and checks that traces fill the axis. */
  public LineChart {
    traces = List.copyOf(traces);
    annotations = List.copyOf(annotations);
    requireLength(traces, x.size());
  }

  static void requireLength(List<Trace> traces, int size) {
    for (Trace trace : traces) {
      if (trace.values().length != size) {
        throw new IllegalArgumentException(
            trace.values().length + " values of '" + trace.name() + "' for " + size + " places");
      }
    }
  }
}
