package org.loupe.method.heads.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.HeadPredictions;

/**
 * A categorical prediction head on all windows.
 *
 * @param said what it said
 * @param counted positions that count
 * @param zeroed what it said with the explained inputs zeroed, or null
 * @param shuffled what it said with the explained inputs of other windows, or null
 */
record Observed(
    HeadPredictions said,
    boolean[] counted,
    @Nullable HeadPredictions zeroed,
    @Nullable HeadPredictions shuffled) {
  String name() {
    return said.head().name();
  }

  /** Whether prediction and truth can be compared at a position. */
  boolean isCompared(int position) {
    return counted[position] && said.truth(position) >= 0;
  }
}
