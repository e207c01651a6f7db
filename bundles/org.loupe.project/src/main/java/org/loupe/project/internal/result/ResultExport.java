package org.loupe.project.internal.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.plots.render.Csv;
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
    write(made.resolve("scalars.csv"), scalars(result.scalars()));
    for (Table table : result.tables()) {
      // A result's file may come from elsewhere: its tables' names need not be names of files.
      write(made.resolve(table.name().replaceAll("[^A-Za-z0-9_.-]", "_") + ".csv"), rows(table));
    }
  }

  private static List<List<String>> scalars(List<Scalar> scalars) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", "label", "value", "low", "high", "level", "method"));
    for (Scalar scalar : scalars) {
      Interval interval = scalar.interval();
      List<String> row =
          new ArrayList<>(List.of(scalar.name(), scalar.label(), number(scalar.value())));
      row.addAll(
          interval == null
              ? List.of("", "", "", "")
              : List.of(
                  number(interval.low()),
                  number(interval.high()),
                  number(interval.level()),
                  interval.method()));
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> rows(Table table) {
    List<List<String>> rows = new ArrayList<>(List.of(table.columns()));
    for (List<Object> row : table.rows()) {
      rows.add(row.stream().map(ResultExport::cell).toList());
    }
    return rows;
  }

  private static String cell(@Nullable Object cell) {
    return cell instanceof Double number ? number(number) : String.valueOf(cell);
  }

  /** As {@link Csv} has it: what is missing is empty. */
  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static void write(Path file, List<List<String>> rows) throws IOException {
    StringBuilder text = new StringBuilder();
    rows.forEach(cells -> Csv.write(cells, text));
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
