package org.loupe.method.activations.internal;

/** What one unit does. */
final class UnitSums {
  /** The share of values near a bound from which a unit counts as saturated. */
  static final double STUCK = 0.95;

  private static final Bounds[] BOUNDS = Bounds.values();

  private final long[] near = new long[Bounds.values().length];
  private long count;
  private long zeros;
  private long small;
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;
  private double magnitude;

  /** Sums are of differences from the first value, so that a constant has no variance at all. */
  private float shift;

  private double sum;
  private double squares;

  /**
   * Adds a finite value.
   *
   * @param isSmall whether it is closer to zero than counts
   */
  void add(float value, boolean isSmall) {
    if (count == 0) {
      shift = value;
    }
    count++;
    zeros += value == 0 ? 1 : 0;
    small += isSmall || value == 0 ? 1 : 0;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    magnitude += Math.abs(value);
    double difference = (double) value - shift;
    sum += difference;
    squares += difference * difference;
    for (int b = 0; b < near.length; b++) {
      near[b] += BOUNDS[b].isNear(value) ? 1 : 0;
    }
  }

  /** How many finite values there were. */
  long count() {
    return count;
  }

  /** How many were exactly zero. */
  long zeros() {
    return zeros;
  }

  /** How many count as zero. */
  long small() {
    return small;
  }

  /** The least value; infinite of none. */
  float least() {
    return least;
  }

  /** The greatest value; infinite of none. */
  float greatest() {
    return greatest;
  }

  /** NaN of none. */
  double mean() {
    return shift + sum / count;
  }

  /** The mean of |a|. */
  double magnitude() {
    return magnitude / count;
  }

  /** The mean squared distance from the mean. */
  double variance() {
    double mean = sum / count;
    return Math.max(0, squares / count - mean * mean);
  }

  /** Which share of the values lies near a bound. */
  double near(Bounds bounds) {
    return (double) near[bounds.ordinal()] / count;
  }

  /** Whether it never does anything. */
  boolean isDead() {
    return count > 0 && small == count;
  }

  /** Whether it always does the same, and that is something. */
  boolean isConstant() {
    return count > 1 && least == greatest && !isDead();
  }

  /** Whether it is stuck near bounds: 95 % of its values or more. */
  boolean isSaturated(Bounds bounds) {
    return count > 0 && !isDead() && near(bounds) >= STUCK;
  }
}
