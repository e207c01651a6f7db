package org.loupe.method.saliency.internal;

import org.loupe.analysis.InputLayout;
import org.loupe.analysis.KeptWindows;

/**
 * How much memory attributions in the input's shape may take. Numbers that are of all windows do
 * not depend on it.
 *
 * @param maps bytes up to which those of all windows are kept
 * @param sample bytes that those of some take where all would be more
 * @param block bytes of the windows that are worked on together
 */
record Room(long maps, long sample, long block) {
  /** A quarter of the heap, which the tables and figures share, but never more than 1 GiB. */
  static Room ofHeap() {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    return new Room(Math.min(1L << 30, quarter), 64L << 20, Math.min(128L << 20, quarter / 2));
  }

  /** The windows whose attributions are kept one by one. */
  KeptWindows kept(int windows, InputLayout layout) {
    long each = (long) Float.BYTES * layout.elements();
    return KeptWindows.of(windows, each, windows * each <= maps ? maps : Math.min(maps, sample));
  }
}
