package org.loupe.project.internal.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.plots.Figure;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Scene;
import org.loupe.project.StoredResult;

/** Copies a result for other programs: its own files, its figures as PNG and its numbers as CSV. */
final class ResultExport {
  private ResultExport() {}

  /** Pictures are seen on screens with two pixels for each of ours. */
  private static final double SCALE = 2;

  /**
   * Fills a folder.
   *
   * @param figures to be drawn as pixels
   */
  static void fill(Path made, StoredResult result, List<Figure> figures) throws IOException {
    List<String> files = new ArrayList<>(List.of(ResultFolder.JSON, ResultFolder.ARRAYS));
    result.figures().forEach(figure -> files.add(figure.file().getFileName().toString()));
    for (String file : files) {
      Files.copy(result.folder().resolve(file), made.resolve(file));
    }
    for (Figure figure : figures) {
      byte[] png = Scene.document(List.of(Panel.of(figure))).at(SCALE).pixels().png();
      Files.write(made.resolve(ResultFolder.nameOf(figure) + ".png"), png);
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
