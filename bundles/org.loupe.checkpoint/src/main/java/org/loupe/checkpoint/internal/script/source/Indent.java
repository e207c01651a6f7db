package org.loupe.checkpoint.internal.script.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How deep lines stand. */
public final class Indent {
  private Indent() {}

  /** Spaces before a line's text. */
  public static int of(String line) {
    int spaces = 0;
    while (spaces < line.length() && line.charAt(spaces) == ' ') {
      spaces++;
    }
    return spaces;
  }

  /**
   * For each line the one under which it stands, the last before it that is indented less; or −1.
   */
  public static int[] parents(List<String> lines) {
    int[] parents = new int[lines.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < parents.length; i++) {
      while (!open.isEmpty() && of(lines.get(open.peek())) >= of(lines.get(i))) {
        open.pop();
      }
      parents[i] = open.isEmpty() ? -1 : open.peek();
      if (!lines.get(i).isBlank()) {
        open.push(i);
      }
    }
    return parents;
  }
}
