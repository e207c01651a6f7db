package org.loupe.method.saliency.internal;

import java.util.Arrays;

/**
 * Captum's normalisation for display: divide by the magnitude at which the cumulative sum of the
 * sorted magnitudes reaches 98 %, then clip to ±1. Outliers no longer hide everything else.
 */
final class Normalization {
  private static final double SHARE = 0.98;

  private Normalization() {}

  /** A normalised copy; all zeros stay zeros. */
  static float[] apply(float[] values) {
    float threshold = threshold(values);
    float[] normalized = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      normalized[i] = threshold == 0 ? 0 : Math.max(-1, Math.min(1, values[i] / threshold));
    }
    return normalized;
  }

  /** The magnitude that becomes 1. */
  static float threshold(float[] values) {
    float[] sorted = new float[values.length];
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sorted[i] = Math.abs(values[i]);
      total += sorted[i];
    }
    Arrays.sort(sorted);
    double sum = 0;
    for (float value : sorted) {
      sum += value;
      if (sum >= SHARE * total) {
        return value;
      }
    }
    return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
  }
}
