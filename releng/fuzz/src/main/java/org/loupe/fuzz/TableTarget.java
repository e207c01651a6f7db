package org.loupe.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.project.Windowing;
import org.loupe.project.internal.table.TableDataset;
import org.loupe.project.internal.table.TableGuessing;

/** A table: what is guessed of it, its rows converted, and every array of its windows. */
public final class TableTarget {
  private TableTarget() {}

  /** Called by the fuzzer with the text of a table. */
  public static void fuzzerTestOneInput(byte[] data) {
    Attempt.read(
        data,
        file -> {
          Path rows = file.resolveSibling("rows");
          Windowing windowing = TableGuessing.of(file, 2).windowing();
          windowing.check();
          try {
            TableDataset.convert(file, windowing, rows, Progress.none());
            read(TableDataset.open("table", file, rows, windowing));
          } finally {
            Files.deleteIfExists(rows);
          }
        });
  }

  private static void read(Dataset dataset) throws BadInputException {
    for (String array : dataset.arrays().keySet()) {
      dataset.read(ArrayReference.whole(array), new int[] {dataset.size() - 1, 0});
    }
  }
}
