package org.loupe.analysis;

import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * What a prediction that knows no input would say: of a categorical head its most frequent class,
 * of a regression head the mean of every value. Gathered from true values, batch by batch; once
 * over the positions that count, once over all.
 *
 * <p>Not safe for use by several threads.
 */
public final class HeadBaseline {
  private final PredictionHead.Kind kind;
  private final int units;
  private final long[] maskedCounts;
  private final long[] allCounts;
  private final double[] maskedSums;
  private final double[] allSums;
  private long outOfRange;
  private long outOfRangeExample;
  private long outOfRangePosition;
  private long positions;

  /**
   * Of no positions yet.
   *
   * @param units classes or values of the head
   */
  public HeadBaseline(PredictionHead.Kind kind, int units) {
    this.kind = kind;
    this.units = units;
    this.maskedCounts = new long[units];
    this.allCounts = new long[units];
    this.maskedSums = new double[units];
    this.allSums = new double[units];
  }

  /**
   * Adds windows.
   *
   * @param target one number per position, or of a regression head one per position and value
   * @param counts one per position
   */
  public void add(Tensor target, boolean[] counts) {
    int width = kind == PredictionHead.Kind.CATEGORICAL ? 1 : target.size() / counts.length;
    for (int i = 0; i < target.size(); i++) {
      double value = target.number(i);
      boolean counted = counts[i / width];
      if (kind == PredictionHead.Kind.CATEGORICAL) {
        addClass((long) value, counted);
      } else if (Double.isFinite(value)) {
        addValue(i % width, value, counted);
      }
    }
  }

  private void addClass(long value, boolean counted) {
    positions++;
    if (value < 0) {
      return;
    } else if (value >= units) {
      if (counted) {
        outOfRange++;
        outOfRangeExample = value;
        outOfRangePosition = positions - 1;
      }
      return;
    }
    allCounts[(int) value]++;
    if (counted) {
      maskedCounts[(int) value]++;
    }
  }

  private void addValue(int unit, double value, boolean counted) {
    allSums[unit] += value;
    allCounts[unit]++;
    if (counted) {
      maskedSums[unit] += value;
      maskedCounts[unit]++;
    }
  }

  /**
   * Positions that count, but whose true value is too large to be a class of the head; a negative
   * one marks a position that does not count.
   */
  public long outOfRange() {
    return outOfRange;
  }

  /** One of the true values that are no class. */
  public long outOfRangeExample() {
    return outOfRangeExample;
  }

  /** Where that value stands among all positions that were added, counted from 0. */
  public long outOfRangePosition() {
    return outOfRangePosition;
  }

  /** The most frequent class, the smallest of several. */
  int majority(boolean masked) {
    long[] counts = masked ? maskedCounts : allCounts;
    int best = 0;
    for (int i = 1; i < units; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return best;
  }

  /** The mean of a value; 0 where there is none. */
  double mean(int unit, boolean masked) {
    long count = masked ? maskedCounts[unit] : allCounts[unit];
    return count == 0 ? 0 : (masked ? maskedSums[unit] : allSums[unit]) / count;
  }
}
