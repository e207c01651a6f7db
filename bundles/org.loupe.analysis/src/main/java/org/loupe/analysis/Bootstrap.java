package org.loupe.analysis;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Progress;

/**
 * Means over windows with 95 % percentile bootstrap intervals (B. Efron, R. Tibshirani: An
 * Introduction to the Bootstrap, 1993, chapter 13): 1000 resamples, drawn from a seed, of whole
 * clusters where the windows have them.
 */
public final class Bootstrap {
  /** Number of resamples. */
  public static final int RESAMPLES = 1000;

  /** Level of the intervals. */
  public static final double LEVEL = 0.95;

  /** Units after which a resample asks whether to go on: of very many, one takes a while. */
  private static final int ASKING = 1 << 14;

  private Bootstrap() {}

  /**
   * Means of columns over windows.
   *
   * @param values row-major [windows, columns]
   * @param columns how many columns
   * @param resampling what the windows belong to
   * @param seed of the resamples; all columns see the same ones
   * @param progress asked whether to go on
   * @return the means; with fewer than two units, without resamples
   */
  public static Means means(
      float[] values, int columns, Resampling resampling, long seed, Progress progress) {
    int windows = resampling.unit().length;
    double[] mean = new double[columns];
    for (int n = 0; n < windows; n++) {
      for (int d = 0; d < columns; d++) {
        mean[d] += values[n * columns + d];
      }
    }
    for (int d = 0; d < columns; d++) {
      mean[d] /= windows;
    }
    String method = RESAMPLES + " bootstrap resamples of " + resampling.describe();
    double[][] resampled =
        resampling.isPossible()
            ? resample(units(values, columns, resampling), columns, seed, progress)
            : new double[0][];
    return new Means(mean, resampled, method);
  }

  /**
   * Ratios of sums over windows, such as the share of right positions where windows have different
   * numbers of them. A resample in which a denominator is zero is left out of its column.
   *
   * @param sums row-major [windows, 2 · columns]: numerator and denominator by turns
   * @param columns how many ratios
   * @return like {@link #means}; NaN and without an interval where the denominator is zero
   */
  public static Means ratios(
      float[] sums, int columns, Resampling resampling, long seed, Progress progress) {
    Means parts = means(sums, 2 * columns, resampling, seed, progress);
    double[] ratio = new double[columns];
    double[][] resampled = new double[parts.hasIntervals() ? columns : 0][];
    for (int d = 0; d < columns; d++) {
      ratio[d] = parts.mean()[2 * d] / parts.mean()[2 * d + 1];
    }
    for (int d = 0; d < resampled.length; d++) {
      double[] above = parts.resampled()[2 * d];
      double[] below = parts.resampled()[2 * d + 1];
      resampled[d] =
          IntStream.range(0, RESAMPLES)
              .filter(r -> below[r] != 0)
              .mapToDouble(r -> above[r] / below[r])
              .toArray();
    }
    return new Means(ratio, resampled, parts.method());
  }

  /** What is drawn. */
  private interface Units {
    /** How many windows a unit has. */
    int windows(int unit);

    /** Adds the sums of a unit's windows, so many times. */
    void add(int unit, int times, double[] total);

    int count();
  }

  private static Units units(float[] values, int columns, Resampling resampling) {
    if (resampling.units() == resampling.unit().length) {
      return new Windows(values, columns, resampling.units());
    }
    double[][] sums = new double[resampling.units()][columns];
    int[] sizes = new int[resampling.units()];
    for (int n = 0; n < resampling.unit().length; n++) {
      double[] sum = sums[resampling.unit()[n]];
      sizes[resampling.unit()[n]]++;
      for (int d = 0; d < columns; d++) {
        sum[d] += values[n * columns + d];
      }
    }
    return new Clusters(sums, sizes);
  }

  /** Every window is a unit: of very many, sums would take more memory than the values. */
  private record Windows(float[] values, int columns, int count) implements Units {
    @Override
    public int windows(int unit) {
      return 1;
    }

    @Override
    public void add(int unit, int times, double[] total) {
      for (int d = 0; d < columns; d++) {
        total[d] += times * (double) values[unit * columns + d];
      }
    }
  }

  private record Clusters(double[][] sums, int[] sizes) implements Units {
    @Override
    public int windows(int unit) {
      return sizes[unit];
    }

    @Override
    public void add(int unit, int times, double[] total) {
      for (int d = 0; d < total.length; d++) {
        total[d] += times * sums[unit][d];
      }
    }

    @Override
    public int count() {
      return sizes.length;
    }
  }

  private static double[][] resample(Units units, int columns, long seed, Progress progress) {
    Random random = new Random(seed);
    double[][] resampled = new double[columns][RESAMPLES];
    int[] drawn = new int[units.count()];
    double[] total = new double[columns];
    for (int r = 0; r < RESAMPLES; r++) {
      Arrays.fill(drawn, 0);
      for (int i = 0; i < drawn.length; i++) {
        drawn[random.nextInt(drawn.length)]++;
      }
      Arrays.fill(total, 0);
      long windows = 0;
      for (int u = 0; u < drawn.length; u++) {
        if (u % ASKING == 0) {
          progress.checkCancelled();
        }
        if (drawn[u] > 0) {
          windows += (long) drawn[u] * units.windows(u);
          units.add(u, drawn[u], total);
        }
      }
      for (int d = 0; d < columns; d++) {
        resampled[d][r] = total[d] / windows;
      }
    }
    return resampled;
  }

  /**
   * Means and what the resamples made of them. Arrays are shared, not copied.
   *
   * @param mean one per column
   * @param resampled [columns, {@value #RESAMPLES}], or [0] where there were too few units; of
   *     ratios also fewer resamples
   * @param method in words
   */
  public record Means(double[] mean, double[][] resampled, String method) {

    /** Whether there are intervals. */
    public boolean hasIntervals() {
      return resampled.length > 0;
    }

    /** Lower ends of the intervals, one per column; empty without intervals. */
    public double[] low() {
      return quantiles((1 - LEVEL) / 2);
    }

    /** Upper ends of the intervals, one per column; empty without intervals. */
    public double[] high() {
      return quantiles((1 + LEVEL) / 2);
    }

    /** The interval of a column, or null without one. */
    public @Nullable Interval interval(int column) {
      return hasIntervals() && resampled[column].length > 0
          ? new Interval(
              quantile(resampled[column], (1 - LEVEL) / 2),
              quantile(resampled[column], (1 + LEVEL) / 2),
              LEVEL,
              method)
          : null;
    }

    /** The interval of the mean of some columns, or null without one. */
    public @Nullable Interval interval(int[] columns) {
      double[][] together = new double[hasIntervals() ? 1 : 0][RESAMPLES];
      for (double[] resample : together) {
        for (int column : columns) {
          for (int r = 0; r < resample.length; r++) {
            resample[r] += resampled[column][r] / columns.length;
          }
        }
      }
      return new Means(new double[1], together, method).interval(0);
    }

    /**
     * The interval of a column, widened for few units: percentiles that a normal distribution gives
     * for Student's t with units − 1 degrees of freedom, times √(n/(n−1)) since resamples vary too
     * little by that factor (T. Hesterberg: What Teachers Should Know About the Bootstrap, The
     * American Statistician 69, 2015, section 5.3, the expanded percentile interval). Of many units
     * the same as {@link #interval}.
     *
     * @param units that have the column
     * @return null without an interval, or of fewer than two units
     */
    public @Nullable Interval expanded(int column, int units) {
      if (!hasIntervals() || resampled[column].length == 0 || units < 2) {
        return null;
      }
      double share = Quantiles.expanded((1 - LEVEL) / 2, units);
      return new Interval(
          quantile(resampled[column], share),
          quantile(resampled[column], 1 - share),
          LEVEL,
          method + ", widened for their number");
    }

    /** The ratio of a column to the next, resample by resample; NaN where that one is zero. */
    float[] ratios(int column) {
      float[] ratios = new float[resampled.length == 0 ? 0 : RESAMPLES];
      for (int r = 0; r < ratios.length; r++) {
        double below = resampled[column + 1][r];
        ratios[r] = below == 0 ? Float.NaN : (float) (resampled[column][r] / below);
      }
      return ratios;
    }

    /**
     * Of columns in fours (above, below, above, below) the second ratio less the first. Resamples
     * in which something below is zero are left out of their column.
     */
    Means ratioDifferences() {
      int columns = mean.length / 4;
      double[] differences = new double[columns];
      double[][] all = new double[hasIntervals() ? columns : 0][];
      for (int c = 0; c < columns; c++) {
        int at = 4 * c;
        differences[c] = mean[at + 2] / mean[at + 3] - mean[at] / mean[at + 1];
        if (hasIntervals()) {
          all[c] =
              IntStream.range(0, RESAMPLES)
                  .filter(r -> resampled[at + 1][r] != 0 && resampled[at + 3][r] != 0)
                  .mapToDouble(
                      r ->
                          resampled[at + 2][r] / resampled[at + 3][r]
                              - resampled[at][r] / resampled[at + 1][r])
                  .toArray();
        }
      }
      return new Means(differences, all, method);
    }

    private double[] quantiles(double share) {
      return Arrays.stream(resampled).mapToDouble(column -> quantile(column, share)).toArray();
    }

    /** Interpolates linearly between the two nearest, as NumPy does by default. */
    private static double quantile(double[] numbers, double share) {
      if (numbers.length == 0) {
        return Double.NaN;
      }
      double[] sorted = numbers.clone();
      Arrays.sort(sorted);
      double place = share * (sorted.length - 1);
      int below = (int) place;
      int above = Math.min(below + 1, sorted.length - 1);
      return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
  }
}
