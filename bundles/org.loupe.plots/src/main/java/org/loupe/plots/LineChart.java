package org.loupe.plots;

import java.util.List;

/**
 * Lines over a counting axis.
 *
 * @param x what is counted
 * @param y the values
 * @param traces one per line; intervals are drawn as bands
 * @param form how values are joined
 * @param annotations reference lines
 */
public record LineChart(
    IndexAxis x, ValueAxis y, List<Trace> traces, Form form, List<Annotation> annotations)
    implements Plot {

  /** How values are joined. */
  public enum Form {
    /** By straight lines. */
    LINE,
    /** By straight lines, with the area down to zero tinted. */
    AREA,
    /** By steps that are level over each place. */
    STEP,
    /**
     * By straight lines between dots, the least value on top and each line's name at both of its
     * ends: ranks over checkpoints (a bump chart).
     */
    RANK
  }

  /** Copies the lists and checks that traces fill the axis. */
  public LineChart {
    traces = List.copyOf(traces);
    annotations = List.copyOf(annotations);
    requireLength(traces, x.size());
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of(x);
  }

  @Override
  public IndexAxis countedX() {
    return x;
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
