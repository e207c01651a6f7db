package org.loupe.project.internal.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.project.StoredResult;

/** Copies a result for other programs: its own files, and its numbers as CSV. */
final class ResultExport {
  private ResultExport() {}

  /** Fills a folder. */
  static void fill(Path made, StoredResult result) throws IOException {
    List<String> files = new ArrayList<>(List.of(ResultFolder.JSON, ResultFolder.ARRAYS));
    result.figures().forEach(figure -> files.add(figure.file().getFileName().toString()));
    for (String file : files) {
      Files.copy(result.folder().resolve(file), made.resolve(file));
    }
    Files.writeString(made.resolve("scalars.csv"), TableCsv.of(scalars(result.scalars())));
    for (Table table : result.tables()) {
      Files.writeString(made.resolve(TableCsv.fileOf(table)), TableCsv.of(table));
    }
  }

  private static Table scalars(List<Scalar> scalars) {
    List<List<Object>> rows = new ArrayList<>();
    for (Scalar scalar : scalars) {
      Interval interval = scalar.interval();
      List<Object> row = new ArrayList<>(List.of(scalar.name(), scalar.label(), scalar.value()));
      row.addAll(
          interval == null
              ? List.of("", "", "", "")
              : List.of(interval.low(), interval.high(), interval.level(), interval.method()));
      rows.add(row);
    }
    return new Table(
        "scalars",
        "Scalars",
        List.of("name", "label", "value", "low", "high", "level", "method"),
        rows);
  }
}
