package org.loupe.project.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.project.Windowing;
import org.loupe.project.internal.FileProjects;

@DisplayName("A table larger than the memory")
class LargeTableTest {
  private static final int MEGABYTES = 64;
  private static final int HEAP = 32;
  private static final int LENGTH = 64;

  @TempDir Path folder;

  /** Opens a table in a small Java. */
  static final class Opener {
    private Opener() {}

    /**
     * Prints the number of windows, and the last row of the last one.
     *
     * @param arguments the table
     */
    public static void main(String[] arguments) throws BadInputException {
      Dataset dataset =
          new FileProjects()
              .dataset(
                  "large", Path.of(arguments[0]), Windowing.of(LENGTH, LENGTH), Progress.none());
      int[] last = {dataset.size() - 1};
      var values = dataset.read(new ArrayReference("x", 0, 1), last);
      System.out.println(dataset.size() + " " + values.number(LENGTH - 1));
    }
  }

  @Test
  @DisplayName("is converted and read within a heap of half its size")
  void converts() throws Exception {
    Path table = folder.resolve("large.csv");
    int rows = write(table);
    assertThat(Files.size(table)).isGreaterThan((long) MEGABYTES << 20);

    Process small =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP + "m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Opener.class.getName(),
                table.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = small.inputReader().lines().toList();

    assertThat(small.waitFor()).isZero();
    int windows = rows / LENGTH;
    assertThat(lines).containsExactly(windows + " " + (double) (windows * LENGTH - 1));
  }

  /** Rows of their own number and 255 more columns; returns how many. */
  private static int write(Path table) throws IOException {
    String[] names = new String[256];
    Arrays.setAll(names, i -> "c" + i);
    String more = ",1.25".repeat(names.length - 1) + "\n";
    int rows = (MEGABYTES << 20) / more.length() + 1;
    try (BufferedWriter out = Files.newBufferedWriter(table)) {
      out.write(String.join(",", names) + "\n");
      for (int row = 0; row < rows; row++) {
        out.write(row + more);
      }
    }
    return rows;
  }
}
