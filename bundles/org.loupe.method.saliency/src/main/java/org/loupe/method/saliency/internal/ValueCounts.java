package org.loupe.method.saliency.internal;

import org.loupe.analysis.ValueHistogram;

/** Counts finite values one by one, of which nothing needs to be known before. */
final class ValueCounts {
  private final ValueHistogram values = new ValueHistogram();
  private final ValueHistogram magnitudes = new ValueHistogram();
  private long zeros;
  private long count;
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;

  /** Counts a value. */
  void add(float value) {
    count++;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    if (value == 0) {
      zeros++;
    } else {
      values.add(value);
      magnitudes.add(Math.abs(value));
    }
  }

  /** How many were counted. */
  long count() {
    return count;
  }

  /** How many were zero. */
  long zeros() {
    return zeros;
  }

  double least() {
    return least;
  }

  double greatest() {
    return greatest;
  }

  double greatestMagnitude() {
    return count == 0 ? 0 : Math.max(Math.abs(least), Math.abs(greatest));
  }

  /** The magnitude up to which a share of all values lies, to within 1/64 of it. */
  double magnitudeOf(double share) {
    double others = share * count - zeros;
    return others <= 0 ? 0 : magnitudes.quantile(others / (count - zeros));
  }

  /** The values other than zero. */
  ValueHistogram others() {
    return values;
  }
}
