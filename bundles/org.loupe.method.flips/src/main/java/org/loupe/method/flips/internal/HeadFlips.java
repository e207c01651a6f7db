package org.loupe.method.flips.internal;

import org.loupe.analysis.HeadPredictions;

/**
 * Where two checkpoints differ in what a prediction head says, counted per window. The positions
 * are those that count for both. Arrays are shared, not copied.
 *
 * @param head the prediction head's name
 * @param hasTruth whether true classes are known; else the last five are zeros
 * @param positions that count
 * @param flips positions at which the classes of the largest logits differ
 * @param known positions that count and have a true class
 * @param gained flips from a wrong class to the true one
 * @param lost flips from the true class to a wrong one
 * @param before right positions of the baseline
 * @param after right positions of the other
 */
record HeadFlips(
    String head,
    boolean hasTruth,
    int[] positions,
    int[] flips,
    int[] known,
    int[] gained,
    int[] lost,
    int[] before,
    int[] after) {

  /**
   * Counts.
   *
   * @param counted whether a position counts
   */
  static HeadFlips of(HeadPredictions baseline, HeadPredictions other, boolean[] counted) {
    int windows = baseline.windows();
    HeadFlips counts =
        new HeadFlips(
            baseline.head().name(),
            baseline.hasTruth() && other.hasTruth(),
            new int[windows],
            new int[windows],
            new int[windows],
            new int[windows],
            new int[windows],
            new int[windows],
            new int[windows]);
    for (int i = 0; i < counted.length; i++) {
      if (counted[i]) {
        counts.add(i / baseline.steps(), baseline, other, i);
      }
    }
    return counts;
  }

  private void add(int window, HeadPredictions baseline, HeadPredictions other, int position) {
    positions[window]++;
    boolean flipped = baseline.predicted(position) != other.predicted(position);
    flips[window] += flipped ? 1 : 0;
    if (hasTruth && baseline.truth(position) >= 0) {
      boolean right = baseline.isRight(position);
      boolean rightNow = other.isRight(position);
      known[window]++;
      before[window] += right ? 1 : 0;
      after[window] += rightNow ? 1 : 0;
      gained[window] += !right && rightNow ? 1 : 0;
      lost[window] += right && !rightNow ? 1 : 0;
    }
  }

  static long sum(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}
