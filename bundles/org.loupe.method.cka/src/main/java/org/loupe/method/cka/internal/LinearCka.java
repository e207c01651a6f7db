package org.loupe.method.cka.internal;

import org.loupe.method.cka.internal.CkaParameters.Estimator;

/**
 * Linear centred kernel alignment of two layers on the same rows, 0 to 1: ‖YᵀX‖²_F / (‖XᵀX‖_F
 * ‖YᵀY‖_F) with centred columns (S. Kornblith, M. Norouzi, H. Lee, G. Hinton: Similarity of Neural
 * Network Representations Revisited, 2019). Sums are of doubles.
 */
final class LinearCka {
  /** Columns whose products are summed at a time, so that the sums stay in the cache. */
  private static final int TILE = 32;

  private LinearCka() {}

  /**
   * Of two layers, centred.
   *
   * @param ownX {@link #dependence} of x with itself
   * @param ownY of y with itself
   * @return NaN where a layer is constant, or the rows are not the same
   */
  static double of(LayerRows x, LayerRows y, double ownX, double ownY, Estimator estimator) {
    if (x.choice().steps() != y.choice().steps()) {
      return Double.NaN;
    }
    double product = ownX * ownY;
    return product > 0 ? dependence(x, y, estimator) / Math.sqrt(product) : Double.NaN;
  }

  /** The Hilbert–Schmidt independence criterion but for a factor that falls out. */
  static double dependence(LayerRows x, LayerRows y, Estimator estimator) {
    double biased = squaredNorm(x, y);
    return estimator == Estimator.BIASED ? biased : debiased(biased, x, y);
  }

  /**
   * Without the pairs of a row with itself. Columns being centred, all row sums of XXᵀ and YYᵀ are
   * 0, and only their diagonals are needed.
   */
  private static double debiased(double biased, LayerRows x, LayerRows y) {
    int n = x.choice().size();
    double sumX = 0;
    double sumY = 0;
    double both = 0;
    for (int row = 0; row < n; row++) {
      double ofX = squaredNorm(x, row);
      double ofY = squaredNorm(y, row);
      sumX += ofX;
      sumY += ofY;
      both += ofX * ofY;
    }
    return n < 4
        ? Double.NaN
        : biased - both + sumX * sumY / ((n - 1.0) * (n - 2.0)) - 2 * both / (n - 2.0);
  }

  private static double squaredNorm(LayerRows x, int row) {
    double sum = 0;
    for (int i = row * x.units(); i < (row + 1) * x.units(); i++) {
      sum += (double) x.values()[i] * x.values()[i];
    }
    return sum;
  }

  /** ‖YᵀX‖²_F, in whichever space is smaller. */
  static double squaredNorm(LayerRows x, LayerRows y) {
    double features = (double) x.units() * y.units();
    double samples = (double) x.choice().size() * (x.units() + y.units());
    return features <= samples ? inFeatures(x, y) : inSamples(x, y);
  }

  /** The sum of the squares of YᵀX, tile by tile of x's columns. */
  static double inFeatures(LayerRows x, LayerRows y) {
    int rows = x.choice().size();
    int width = y.units();
    double[] row = new double[width];
    double norm = 0;
    for (int from = 0; from < x.units(); from += TILE) {
      int tile = Math.min(TILE, x.units() - from);
      double[][] sums = new double[tile][width];
      for (int n = 0; n < rows; n++) {
        for (int j = 0; j < width; j++) {
          row[j] = y.values()[n * width + j];
        }
        for (int i = 0; i < tile; i++) {
          add(sums[i], row, x.values()[n * x.units() + from + i]);
        }
      }
      for (double[] sum : sums) {
        for (double value : sum) {
          norm += value * value;
        }
      }
    }
    return norm;
  }

  private static void add(double[] sums, double[] row, double factor) {
    for (int j = 0; j < row.length; j++) {
      sums[j] += factor * row[j];
    }
  }

  /** The same as the sum over all pairs of rows of (XXᵀ)(YYᵀ), element by element. */
  static double inSamples(LayerRows x, LayerRows y) {
    int rows = x.choice().size();
    double norm = 0;
    for (int a = 0; a < rows; a++) {
      norm += dot(x, a, a) * dot(y, a, a);
      for (int b = 0; b < a; b++) {
        norm += 2 * dot(x, a, b) * dot(y, a, b);
      }
    }
    return norm;
  }

  private static double dot(LayerRows x, int a, int b) {
    double sum = 0;
    int ofA = a * x.units();
    int ofB = b * x.units();
    for (int u = 0; u < x.units(); u++) {
      sum += (double) x.values()[ofA + u] * x.values()[ofB + u];
    }
    return sum;
  }
}
