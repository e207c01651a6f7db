package org.loupe.method.heads.internal;

import org.jspecify.annotations.Nullable;

/**
 * A categorical prediction head on all windows.
 *
 * @param said what it said
 * @param counted positions that count
 * @param zeroed what it said with the explained inputs zeroed, or null
 * @param shuffled what it said with the explained inputs of other windows, or null
 */
record Observed(Said said, boolean[] counted, @Nullable Said zeroed, @Nullable Said shuffled) {
  String name() {
    return said.head().name();
  }

  /** Whether prediction and truth can be compared at a position. */
  boolean isCompared(int position) {
    return counted[position] && said.truth(position) >= 0;
  }
}
