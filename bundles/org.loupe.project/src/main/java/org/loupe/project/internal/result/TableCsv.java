package org.loupe.project.internal.result;

import java.util.List;
import org.loupe.analysis.Table;
import org.loupe.plots.render.Csv;

/** A result's table as comma-separated values; what is not finite is empty. */
final class TableCsv {
  static final String SUFFIX = ".csv";

  private TableCsv() {}

  /**
   * Its file; a result may come from elsewhere, and its tables' names need not be names of files.
   */
  static String fileOf(Table table) {
    return table.name().replaceAll("[^A-Za-z0-9_.-]", "_") + SUFFIX;
  }

  static String of(Table table) {
    StringBuilder text = new StringBuilder();
    Csv.write(table.columns(), text);
    for (List<Object> row : table.rows()) {
      Csv.write(row.stream().map(TableCsv::field).toList(), text);
    }
    return text.toString();
  }

  private static String field(Object cell) {
    return cell instanceof Number number && !Double.isFinite(number.doubleValue())
        ? ""
        : cell.toString();
  }
}
