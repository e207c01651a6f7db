package org.loupe.project.internal.result;

import java.util.List;
import org.loupe.analysis.Table;
import org.loupe.plots.render.Csv;

/** A result's table as comma-separated values; what is not finite is empty. */
final class TableCsv {
  private TableCsv() {}

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
