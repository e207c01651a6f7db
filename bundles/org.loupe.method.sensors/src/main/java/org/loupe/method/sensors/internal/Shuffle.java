package org.loupe.method.sensors.internal;

import org.loupe.analysis.RandomStreams;

/**
 * In which order the steps of a channel stand after a permutation over time. Depends on nothing but
 * its arguments, so that a window's drops are the same whatever other windows are analysed.
 */
@FunctionalInterface
interface Shuffle {
  /**
   * The order: step t gets what stood at the t-th number.
   *
   * @param window number in the dataset
   */
  int[] order(int window, int channel, int repeat);

  /** All steps one by one. */
  static Shuffle steps(int steps, long seed) {
    return (window, channel, repeat) ->
        RandomStreams.permutation(steps, RandomStreams.of(seed, window, channel, repeat));
  }

  /** Whole blocks; the last one may be shorter. */
  static Shuffle blocks(int steps, int length, long seed) {
    int blocks = (steps + length - 1) / length;
    return (window, channel, repeat) -> {
      int[] order = new int[steps];
      int at = 0;
      for (int block :
          RandomStreams.permutation(blocks, RandomStreams.of(seed, window, channel, repeat))) {
        for (int t = block * length; t < Math.min(steps, (block + 1) * length); t++) {
          order[at++] = t;
        }
      }
      return order;
    };
  }
}
