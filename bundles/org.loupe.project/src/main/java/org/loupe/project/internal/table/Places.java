package org.loupe.project.internal.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the windows of a table's rows begin. None reaches from one recording into the next. */
final class Places {
  private static final int NAMED = 5;

  private final TableRows rows;
  private final int stride;
  private final long[] firstWindows;
  private final long count;
  private final Map<Integer, Long> tooShort = new LinkedHashMap<>();

  Places(TableRows rows, int length, int stride) {
    this.rows = rows;
    this.stride = stride;
    int stretches = rows.begins().length;
    firstWindows = new long[stretches];
    long windows = 0;
    for (int i = 0; i < stretches; i++) {
      firstWindows[i] = windows;
      long end = i + 1 < stretches ? rows.begins()[i + 1] : rows.rows();
      long size = end - rows.begins()[i];
      if (size >= length) {
        windows += (size - length) / stride + 1;
      } else {
        tooShort.merge(rows.owners()[i], size, Math::max);
      }
    }
    count = windows;
  }

  /** Number of windows. */
  long count() {
    return count;
  }

  /** The first row of a window. */
  long row(int window) {
    int stretch = stretch(window);
    return rows.begins()[stretch] + (window - firstWindows[stretch]) * stride;
  }

  /** The number of a window's recording. */
  int recording(int window) {
    return rows.owners()[stretch(window)];
  }

  private int stretch(int window) {
    int found = Arrays.binarySearch(firstWindows, window);
    int stretch = found < 0 ? -found - 2 : found;
    // Stretches without a window share their number with the one that follows and has it.
    while (stretch + 1 < firstWindows.length && firstWindows[stretch + 1] == window) {
      stretch++;
    }
    return stretch;
  }

  /** Recordings, or parts of them, that are too short for a window; empty if there are none. */
  List<String> remarks(int length) {
    if (tooShort.isEmpty()) {
      return List.of();
    }
    List<String> named = new ArrayList<>();
    for (Map.Entry<Integer, Long> each : tooShort.entrySet()) {
      if (named.size() < NAMED) {
        String name =
            rows.recordings().isEmpty()
                ? "the file"
                : "'" + Cells.cut(rows.recordings().get(each.getKey())) + "'";
        named.add(name + " (" + each.getValue() + " rows)");
      }
    }
    int more = tooShort.size() - named.size();
    return List.of(
        (rows.recordings().isEmpty() ? "" : "Recordings or parts of them are ")
            + "shorter than a window of "
            + length
            + " rows and left out: "
            + String.join(", ", named)
            + (more > 0 ? " and " + more + " more" : "")
            + ".");
  }
}
