package org.loupe.method.saliency.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.loupe.model.Progress;

/**
 * The density of attributions in 50 equally wide bins. Gradients have long tails: where the
 * greatest magnitude is more than four times what 99 % of the values stay below, the bins end
 * there, or all values would stand in one.
 *
 * @param edges 51 ascending edges
 * @param density 50 heights; with the share beyond, the area is 1
 * @param beyond share of the values that lie outside the bins, from 0 to 0.01
 */
record Distribution(double[] edges, double[] density, double beyond) {
  private static final int BINS = 50;
  private static final int FINE_BINS = 4096;
  private static final double SHOWN = 0.99;
  private static final double LONG_TAIL = 4;

  /**
   * Bins the values of windows.
   *
   * @param values attributions of all windows
   * @param elements per window
   * @param places which of the windows
   * @param absolute whether magnitudes are binned
   */
  static Distribution of(
      float[] values, int elements, int[] places, boolean absolute, Progress progress) {
    return new Binning(values, elements, places, absolute, progress).distribution();
  }

  private record Binning(
      float[] values, int elements, int[] places, boolean absolute, Progress progress) {

    Distribution distribution() {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int place : places) {
        progress.checkCancelled();
        for (int i = place * elements; i < (place + 1) * elements; i++) {
          least = Math.min(least, value(i));
          greatest = Math.max(greatest, value(i));
        }
      }
      double limit = limit(Math.max(Math.abs(least), Math.abs(greatest)));
      double[] edges = edges(Math.max(least, -limit), Math.min(greatest, limit));
      long[] counts = count(edges);
      double all = (double) places.length * elements;
      double width = edges[1] - edges[0];
      return new Distribution(
          edges,
          Arrays.stream(counts).mapToDouble(count -> count / (all * width)).toArray(),
          1 - Arrays.stream(counts).sum() / all);
    }

    private float value(int i) {
      return absolute ? Math.abs(values[i]) : values[i];
    }

    /** The magnitude at which the bins end. */
    private double limit(double maximum) {
      double limit = maximum;
      // One very great value leaves all others in one fine bin, so look closer until it no longer
      // does.
      for (int round = 0; round < 8; round++) {
        double closer = below(limit);
        if (closer * LONG_TAIL > limit) {
          return closer * LONG_TAIL > maximum ? maximum : closer;
        }
        limit = closer;
      }
      return limit;
    }

    /** The upper edge of the fine bin up to a limit below which 99 % of all magnitudes stay. */
    private double below(double limit) {
      long[] fine = new long[FINE_BINS];
      for (int place : places) {
        progress.checkCancelled();
        for (int i = place * elements; i < (place + 1) * elements; i++) {
          double magnitude = Math.abs(values[i]);
          if (magnitude <= limit) {
            fine[bin(magnitude, 0, limit / FINE_BINS, FINE_BINS)]++;
          }
        }
      }
      long wanted = (long) Math.ceil(SHOWN * places.length * elements);
      long sum = 0;
      for (int b = 0; b < FINE_BINS; b++) {
        sum += fine[b];
        if (sum >= wanted) {
          return limit * (b + 1) / FINE_BINS;
        }
      }
      return limit;
    }

    private long[] count(double[] edges) {
      long[] counts = new long[BINS];
      double width = edges[1] - edges[0];
      for (int place : places) {
        progress.checkCancelled();
        for (int i = place * elements; i < (place + 1) * elements; i++) {
          if (value(i) >= edges[0] && value(i) <= edges[BINS]) {
            counts[bin(value(i), edges[0], width, BINS)]++;
          }
        }
      }
      return counts;
    }

    private static int bin(double value, double from, double width, int bins) {
      return width == 0 ? 0 : Math.min(bins - 1, (int) ((value - from) / width));
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
  }
}
