package org.loupe.method.states.internal;

import java.util.List;

/**
 * What a search for fixed points found.
 *
 * @param points those found, most starts first
 * @param starts how many states it began from
 * @param converged how many of them ended at one of the points
 * @param slow how many ended where a step moves little but the exact place is not told: a line of
 *     such states, perhaps
 * @param input of what the frozen input is: 'the mean input'
 * @param timespan of the frozen step
 * @param tolerance how far a step may move a fixed point
 * @param radius nearer to each other than this, points count as one
 */
record FixedPoints(
    List<FixedPoint> points,
    int starts,
    int converged,
    int slow,
    String input,
    double timespan,
    double tolerance,
    double radius) {
  /** Copies the list. */
  FixedPoints {
    points = List.copyOf(points);
  }

  /** How many are stable. */
  int stable() {
    return (int) points.stream().filter(p -> p.stability() == FixedPoint.Stability.STABLE).count();
  }
}
