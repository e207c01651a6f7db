package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts, each column as wide as its widest text; the last one ends where it ends. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;

  TextTable(String... titles) {
    widths = new int[titles.length];
    add(titles);
  }

  void row(String... cells) {
    add(cells);
  }

  private void add(String... cells) {
    String[] row = new String[widths.length];
    for (int i = 0; i < row.length; i++) {
      // What stands in a file must not steer the terminal.
      row[i] = cells[i].replaceAll("\\p{Cntrl}", "?");
      widths[i] = Math.max(widths[i], row[i].length());
    }
    rows.add(row);
  }

  /** Whether it has nothing but titles. */
  boolean isEmpty() {
    return rows.size() == 1;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        boolean last = i == row.length - 1;
        text.append(row[i]).append(last ? "\n" : " ".repeat(widths[i] - row[i].length() + 2));
      }
    }
    return text.toString();
  }
}
