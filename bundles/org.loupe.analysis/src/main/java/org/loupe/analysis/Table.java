package org.loupe.analysis;

import java.util.List;

/**
 * A table of a result.
 *
 * @param name stable within the method: {@code top_channels}
 * @param title shown to people
 * @param columns column titles
 * @param rows one cell per column: a {@link Number} or a {@link String}
 */
public record Table(String name, String title, List<String> columns, List<List<Object>> rows) {
  /** Copies the lists and checks that rows are as wide as the columns. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells in a table of " + columns.size() + " columns");
      }
    }
  }
}
