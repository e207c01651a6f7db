package org.loupe.method.cka.internal;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.RandomStreams;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * A 95 % interval of the biased estimate of two layers, by resampling what the windows belong to.
 * Every unit's sums are taken once; a resample only adds them up.
 */
final class CkaInterval {
  /** More units than this are put together at random, since each has three matrices. */
  private static final int MOST_UNITS = 30;

  /** Multiplications of all resamples of a layer, beyond which there is no interval. */
  private static final double AFFORDABLE = 4e9;

  private final int[] unitOfWindow;
  private final int units;
  private final String method;
  private final long seed;

  CkaInterval(Resampling resampling, long seed) {
    this.seed = seed;
    boolean grouped = resampling.units() > MOST_UNITS;
    this.units = grouped ? MOST_UNITS : resampling.units();
    int[] groups = RandomStreams.permutation(resampling.units(), RandomStreams.of(seed, units));
    this.unitOfWindow =
        Arrays.stream(resampling.unit())
            .map(unit -> grouped ? groups[unit] % MOST_UNITS : unit)
            .toArray();
    this.method =
        Bootstrap.RESAMPLES
            + " bootstrap resamples of "
            + (grouped
                ? MOST_UNITS + " random groups of " + resampling.nouns()
                : resampling.describe());
  }

  /** How intervals are made. */
  String method() {
    return method;
  }

  /** Whether there is more than one unit. */
  boolean isPossible() {
    return units > 1;
  }

  /**
   * Of two layers, centred, on the same rows.
   *
   * @return null where there are too few units, or too many numbers
   */
  @Nullable Interval of(LayerRows x, LayerRows y, Progress progress) {
    double products =
        (double) x.units() * y.units()
            + (double) x.units() * x.units()
            + (double) y.units() * y.units();
    if (!isPossible() || products * units * Bootstrap.RESAMPLES > AFFORDABLE) {
      return null;
    }
    CrossSums xy = new CrossSums(x, y, units, unitOfWindow);
    CrossSums xx = new CrossSums(x, x, units, unitOfWindow);
    CrossSums yy = new CrossSums(y, y, units, unitOfWindow);
    Random random = new Random(seed);
    double[] resampled = new double[Bootstrap.RESAMPLES];
    for (int r = 0; r < resampled.length; r++) {
      progress.checkCancelled();
      int[] drawn = new int[units];
      for (int i = 0; i < units; i++) {
        drawn[random.nextInt(units)]++;
      }
      double cka = xy.squaredNorm(drawn) / Math.sqrt(xx.squaredNorm(drawn) * yy.squaredNorm(drawn));
      // More than 1 is rounding.
      resampled[r] = cka > 1 ? 1 : cka;
    }
    double[] sorted =
        Arrays.stream(resampled).filter(value -> !Double.isNaN(value)).sorted().toArray();
    return sorted.length == 0
        ? null
        : new Interval(
            sorted[place(sorted, (1 - Bootstrap.LEVEL) / 2)],
            sorted[place(sorted, (1 + Bootstrap.LEVEL) / 2)],
            Bootstrap.LEVEL,
            method);
  }

  private static int place(double[] sorted, double share) {
    return (int) Math.round(share * (sorted.length - 1));
  }

  /** Sums of products of the columns of two layers, by unit. */
  private static final class CrossSums {
    private final double[][] products;
    private final double[][] ofX;
    private final double[][] ofY;
    private final int[] rows;

    CrossSums(LayerRows x, LayerRows y, int units, int[] unitOfWindow) {
      products = new double[units][x.units() * y.units()];
      ofX = new double[units][x.units()];
      ofY = new double[units][y.units()];
      rows = new int[units];
      for (int n = 0; n < x.choice().size(); n++) {
        int unit = unitOfWindow[x.choice().window(n)];
        rows[unit]++;
        for (int j = 0; j < y.units(); j++) {
          ofY[unit][j] += y.values()[n * y.units() + j];
        }
        for (int i = 0; i < x.units(); i++) {
          double value = x.values()[n * x.units() + i];
          ofX[unit][i] += value;
          for (int j = 0; j < y.units(); j++) {
            products[unit][i * y.units() + j] += value * y.values()[n * y.units() + j];
          }
        }
      }
    }

    /** ‖YᵀX‖²_F of the drawn units, centred anew. */
    double squaredNorm(int[] drawn) {
      double[] sum = new double[products[0].length];
      add(sum, products, drawn);
      double[] x = new double[ofX[0].length];
      add(x, ofX, drawn);
      double[] y = new double[ofY[0].length];
      add(y, ofY, drawn);
      long count = IntStream.range(0, drawn.length).mapToLong(u -> (long) drawn[u] * rows[u]).sum();
      double norm = 0;
      for (int i = 0; i < x.length; i++) {
        double share = x[i] / count;
        for (int j = 0; j < y.length; j++) {
          double value = sum[i * y.length + j] - share * y[j];
          norm += value * value;
        }
      }
      return norm;
    }

    private static void add(double[] sum, double[][] parts, int[] drawn) {
      for (int u = 0; u < drawn.length; u++) {
        int times = drawn[u];
        if (times > 0) {
          double[] part = parts[u];
          for (int i = 0; i < sum.length; i++) {
            sum[i] += times * part[i];
          }
        }
      }
    }
  }
}
