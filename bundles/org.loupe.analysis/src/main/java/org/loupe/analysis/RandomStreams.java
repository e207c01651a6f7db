package org.loupe.analysis;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on a seed and on what they are for (a window's number, a channel, a
 * repeat), not on the order in which they are drawn: a window gets the same noise whatever other
 * windows are analysed with it, and however the work is cut.
 */
public final class RandomStreams {
  private static final long FIRST = 0xbf58476d1ce4e5b9L;
  private static final long SECOND = 0x94d049bb133111ebL;

  private RandomStreams() {}

  /** The stream of a seed and a purpose. */
  public static SplittableRandom of(long seed, long... purpose) {
    long mixed = mix(seed);
    for (long part : purpose) {
      mixed = mix(mixed * 31 + part);
    }
    return new SplittableRandom(mixed);
  }

  /** D. Stafford's variant 13 of the MurmurHash3 finalizer. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * FIRST;
    mixed = (mixed ^ (mixed >>> 27)) * SECOND;
    return mixed ^ (mixed >>> 31);
  }

  /** A random order of 0 to size − 1 (R. Durstenfeld, 1964). */
  public static int[] permutation(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
