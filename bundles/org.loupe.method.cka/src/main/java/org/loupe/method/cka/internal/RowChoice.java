package org.loupe.method.cka.internal;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.loupe.analysis.RandomStreams;

/**
 * Rows that are drawn of all windows and steps. For the same numbers and seed they are the same,
 * whichever layer or checkpoint asks.
 *
 * @param steps of every window
 * @param rows window · steps + step of each, ascending; shared, not copied
 */
record RowChoice(int steps, int[] rows) {

  /** Draws without putting back; all of them where they are few enough. */
  static RowChoice of(int windows, int steps, int most, long seed) {
    int all = Math.multiplyExact(windows, steps);
    int wanted = Math.min(most, all);
    int[] rows = new int[wanted];
    SplittableRandom random = RandomStreams.of(seed, steps);
    // D. Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S: in order, in one pass.
    int drawn = 0;
    for (int row = 0; row < all && drawn < wanted; row++) {
      if (random.nextInt(all - row) < wanted - drawn) {
        rows[drawn++] = row;
      }
    }
    return new RowChoice(steps, rows);
  }

  int size() {
    return rows.length;
  }

  int window(int place) {
    return rows[place] / steps;
  }

  /** The place of the first row of a window or of one behind it. */
  int firstOf(int window) {
    int place = Arrays.binarySearch(rows, window * steps);
    return place < 0 ? -place - 1 : place;
  }
}
