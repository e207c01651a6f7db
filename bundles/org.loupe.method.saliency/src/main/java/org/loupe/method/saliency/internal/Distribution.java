package org.loupe.method.saliency.internal;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The density of attributions in 50 equally wide bins. Gradients have long tails: where the
 * greatest magnitude is more than four times what 99 % of the values stay below, the bins end
 * there, or all values would stand in one. Values are counted to within 1/64 of their size before
 * they are put into bins, and what lies across an edge is shared.
 *
 * @param edges 51 ascending edges
 * @param density 50 heights; with the share beyond, the area is 1
 * @param beyond share of the values that lie outside the bins, from 0 to about 0.01
 */
record Distribution(double[] edges, double[] density, double beyond) {
  private static final int BINS = 50;
  private static final double SHOWN = 0.99;
  private static final double LONG_TAIL = 4;

  /** Of values that were counted. */
  static Distribution of(ValueCounts counts) {
    double limit = limit(counts);
    double[] edges = edges(Math.max(counts.least(), -limit), Math.min(counts.greatest(), limit));
    double[] inside = new double[BINS];
    share(counts.zeros(), 0, 0, edges, inside);
    counts
        .others()
        .ascending(
            (from, to, count) -> {
              // No value of a bin lies outside the range of all.
              share(
                  count,
                  Math.max(from, counts.least()),
                  Math.min(to, counts.greatest()),
                  edges,
                  inside);
              return true;
            });
    double width = edges[1] - edges[0];
    double all = counts.count();
    return new Distribution(
        edges,
        Arrays.stream(inside).map(count -> count / (all * width)).toArray(),
        limit < counts.greatestMagnitude() ? 1 - Arrays.stream(inside).sum() / all : 0);
  }

  /** The magnitude at which the bins end. */
  private static double limit(ValueCounts counts) {
    double most = counts.magnitudeOf(SHOWN);
    double maximum = counts.greatestMagnitude();
    return most == 0 || most * LONG_TAIL > maximum ? maximum : most;
  }

  private static double[] edges(double least, double greatest) {
    // Values that are all the same still get bins to stand in.
    double margin = least == greatest ? 0.5 : 0;
    double width = (greatest - least + 2 * margin) / BINS;
    double[] edges =
        IntStream.rangeClosed(0, BINS).mapToDouble(i -> least - margin + i * width).toArray();
    edges[BINS] = greatest + margin;
    return edges;
  }

  /** Puts values that lie evenly between two into the bins. */
  private static void share(double count, double from, double to, double[] edges, double[] inside) {
    double width = edges[1] - edges[0];
    int first = bin((from - edges[0]) / width);
    int last = bin((to - edges[0]) / width);
    if (from >= to) {
      inside[first] += to < edges[0] || from > edges[BINS] ? 0 : count;
      return;
    }
    for (int i = first; i <= last; i++) {
      double common = Math.min(to, edges[i + 1]) - Math.max(from, edges[i]);
      inside[i] += count * Math.max(0, common) / (to - from);
    }
  }

  private static int bin(double place) {
    return (int) Math.max(0, Math.min(BINS - 1, Math.floor(place)));
  }
}
