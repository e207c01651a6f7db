package org.loupe.checkpoint.internal.proposal;

import java.util.ArrayList;
import java.util.List;

/**
 * Two containers that may be one: a name in the first is one in the second, with the same end.
 *
 * @param from in the checkpoint; empty for the whole of it
 * @param to in the architecture; empty for the whole of it
 */
record Renaming(String from, String to) {

  /**
   * The containers that would be one if two tensors were: from the innermost to the outermost after
   * which both names end alike. None where they end differently.
   */
  static List<Renaming> levels(String stored, String wanted) {
    List<Renaming> levels = new ArrayList<>();
    int from = stored.length();
    int to = wanted.length();
    while (from > 0 && to > 0) {
      int fromDot = stored.lastIndexOf('.', from - 1);
      int toDot = wanted.lastIndexOf('.', to - 1);
      if (from - fromDot != to - toDot
          || !stored.regionMatches(fromDot + 1, wanted, toDot + 1, from - fromDot - 1)) {
        break;
      }
      from = Math.max(0, fromDot);
      to = Math.max(0, toDot);
      levels.add(new Renaming(stored.substring(0, from), wanted.substring(0, to)));
    }
    return levels;
  }
}
