package org.loupe.method.heads.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * How much prediction heads err together. Arrays are row-major [H,H], NaN where there is nothing to
 * correlate: no shared position, or a head that is always right or always wrong there.
 *
 * @param over what was correlated
 * @param names of the heads
 * @param values from −1 to 1
 * @param numbers positions, or windows, that were compared
 * @param low lower ends of the 95 % intervals
 * @param high upper ends
 */
record ErrorCorrelation(
    Correlation over,
    List<String> names,
    float[] values,
    long[] numbers,
    double[] low,
    double[] high) {
  /** Sums of a pair: n, x, y, xy, xx, yy. */
  private static final int SUMS = 6;

  /**
   * Correlates.
   *
   * @param heads those that have true values
   * @param padded per position of a token head whether its true token is padding, or null without
   *     any tokens
   * @param places which of the windows, by their place
   */
  static ErrorCorrelation of(
      Correlation over,
      List<Observed> heads,
      boolean @Nullable [] padded,
      int[] places,
      Resampling resampling,
      long seed,
      Progress progress) {
    int size = heads.size();
    float[] values = new float[size * size];
    long[] numbers = new long[size * size];
    double[] low = new double[size * size];
    double[] high = new double[size * size];
    boolean[] complete = over == Correlation.WINDOWS ? complete(heads, places) : new boolean[0];
    for (int a = 0; a < size; a++) {
      for (int b = a; b < size; b++) {
        float[] sums = new float[places.length * SUMS];
        for (int n = 0; n < places.length; n++) {
          Pair pair = new Pair(sums, n * SUMS);
          if (over == Correlation.WINDOWS) {
            pair.addRates(complete[n], heads.get(a), heads.get(b), places[n]);
          } else {
            boolean[] padding = over == Correlation.TOKENS ? padded : null;
            pair.addPositions(over, heads.get(a), heads.get(b), padding, places[n]);
          }
        }
        Bootstrap.Means means = Bootstrap.means(sums, SUMS, resampling, seed, progress);
        double value = correlation(means.mean());
        Interval interval = interval(means);
        for (int cell : new int[] {a * size + b, b * size + a}) {
          values[cell] = (float) value;
          numbers[cell] = Math.round(means.mean()[0] * places.length);
          low[cell] = Interval.lowerEnd(interval);
          high[cell] = Interval.upperEnd(interval);
        }
      }
    }
    return new ErrorCorrelation(
        over, heads.stream().map(Observed::name).toList(), values, numbers, low, high);
  }

  private static boolean[] complete(List<Observed> heads, int[] places) {
    boolean[] complete = new boolean[places.length];
    for (int n = 0; n < complete.length; n++) {
      int place = places[n];
      complete[n] =
          heads.stream()
              .filter(head -> hasPositions(head, places))
              .allMatch(head -> !Double.isNaN(rate(head, place)));
    }
    return complete;
  }

  private static boolean hasPositions(Observed head, int[] places) {
    for (int place : places) {
      if (!Double.isNaN(rate(head, place))) {
        return true;
      }
    }
    return false;
  }

  /** Share of wrong predictions in a window, NaN if none counts. */
  private static double rate(Observed head, int place) {
    int steps = head.said().steps();
    int compared = 0;
    int wrong = 0;
    for (int i = place * steps; i < (place + 1) * steps; i++) {
      if (head.isCompared(i)) {
        compared++;
        wrong += head.said().isRight(i) ? 0 : 1;
      }
    }
    return compared == 0 ? Double.NaN : (double) wrong / compared;
  }

  private static double correlation(double[] sums) {
    double n = sums[0];
    double xx = n * sums[4] - sums[1] * sums[1];
    double yy = n * sums[5] - sums[2] * sums[2];
    // Rounding leaves a trace of what does not vary.
    return xx < 1e-12 * n * n || yy < 1e-12 * n * n || n == 0
        ? Double.NaN
        : (n * sums[3] - sums[1] * sums[2]) / Math.sqrt(xx * yy);
  }

  private static @Nullable Interval interval(Bootstrap.Means means) {
    if (!means.hasIntervals()) {
      return null;
    }
    double[] resampled = new double[Bootstrap.RESAMPLES];
    int count = 0;
    for (int r = 0; r < resampled.length; r++) {
      double[] sums = new double[SUMS];
      for (int d = 0; d < SUMS; d++) {
        sums[d] = means.resampled()[d][r];
      }
      double value = correlation(sums);
      if (!Double.isNaN(value)) {
        resampled[count++] = value;
      }
    }
    double[][] kept = {Arrays.copyOf(resampled, count)};
    return new Bootstrap.Means(new double[1], kept, means.method()).interval(0);
  }

  private record Pair(float[] sums, int offset) {
    void addPositions(
        Correlation over, Observed a, Observed b, boolean @Nullable [] padded, int place) {
      Said first = a.said();
      Said second = b.said();
      int steps = first.steps();
      if (second.steps() != steps) {
        return;
      }
      boolean tokens = over == Correlation.TOKENS;
      if (tokens && padded != null && padded.length != first.windows() * steps) {
        return;
      }
      for (int i = place * steps; i < (place + 1) * steps; i++) {
        boolean both =
            tokens
                ? (padded == null || !padded[i]) && isKnown(first, i) && isKnown(second, i)
                : a.isCompared(i) && b.isCompared(i);
        if (both) {
          add(first.isRight(i) ? 0 : 1, second.isRight(i) ? 0 : 1);
        }
      }
    }

    private static boolean isKnown(Said head, int position) {
      return head.truth(position) >= 0 && head.predicted(position) >= 0;
    }

    void addRates(boolean complete, Observed a, Observed b, int place) {
      double first = rate(a, place);
      double second = rate(b, place);
      if (complete && !Double.isNaN(first + second)) {
        add(first, second);
      }
    }

    private void add(double x, double y) {
      sums[offset]++;
      sums[offset + 1] += (float) x;
      sums[offset + 2] += (float) y;
      sums[offset + 3] += (float) (x * y);
      sums[offset + 4] += (float) (x * x);
      sums[offset + 5] += (float) (y * y);
    }
  }
}
