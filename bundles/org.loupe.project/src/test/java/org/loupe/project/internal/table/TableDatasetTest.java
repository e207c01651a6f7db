package org.loupe.project.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Progress;
import org.loupe.project.Windowing;
import org.loupe.project.Windowing.ColumnArray;
import org.loupe.project.internal.DataFiles;
import org.loupe.project.internal.Families;
import org.loupe.project.internal.FileProjects;

@DisplayName("A table")
class TableDatasetTest {
  private static final String RUNS =
      """
      run,t,a,b,state
      one,0,1,10,idle
      one,1,2,20,idle
      one,3,3,30,cut
      one,6,4,40,cut
      two,100,5,50,idle
      three,0,6,60,cut
      three,0.5,7,70,idle
      """;

  @TempDir Path folder;

  private static Windowing windows(int length, int stride) {
    return new Windowing(length, stride, "run", "t", List.of("state"), List.of(), Map.of());
  }

  @Test
  @DisplayName("becomes windows that never reach from one recording into the next")
  void windows() throws Exception {
    Dataset dataset = open(RUNS, windows(2, 1));

    assertThat(dataset.size()).isEqualTo(4);
    assertThat(dataset.arrays()).containsOnlyKeys("x", "dt", "state", "state_steps", "recording");
    assertThat(dataset.arrays().get("x")).hasToString("float32 [4,2,2]");
    assertThat(dataset.arrays().get("dt")).hasToString("float32 [4,2]");
    assertThat(dataset.arrays().get("state")).hasToString("int64 [4]");
    assertThat(floats(dataset, "x", 0, 3)).containsExactly(1, 10, 2, 20, 6, 60, 7, 70);
    assertThat(floats(dataset, "dt", 0, 1, 2, 3)).containsExactly(0, 1, 1, 2, 2, 3, 0, 0.5f);
    assertThat(longs(dataset, "recording", 0, 1, 2, 3)).containsExactly(0, 0, 0, 2);
    // cut is 0 and idle is 1, in alphabetical order
    assertThat(longs(dataset, "state", 0, 1, 2, 3)).containsExactly(1, 0, 0, 1);
    assertThat(longs(dataset, "state_steps", 1, 3)).containsExactly(1, 0, 0, 1);
    assertThat(dataset.remarks())
        .containsExactly(
            "Recordings or parts of them are shorter than a window of 2 rows and left out: 'two' (1"
                + " rows).");
    assertThatThrownBy(() -> open(RUNS, windows(5, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has 7 rows, which are 0 windows of 5 rows; choose a shorter window.")
        .hasMessageContaining("left out: 'one' (4 rows), 'two' (1 rows), 'three' (2 rows).");
  }

  @Test
  @DisplayName("gives a part of the last axis, and windows in any order")
  void slices() throws Exception {
    Dataset dataset = open(RUNS, windows(2, 2));

    assertThat(dataset.size()).isEqualTo(3);
    FloatTensor read =
        (FloatTensor) dataset.read(new ArrayReference("x", 1, null), new int[] {2, 0});
    assertThat(read.shape()).containsExactly(2, 2, 1);
    assertThat(read.values()).containsExactly(60, 70, 10, 20);
    assertThat(((FloatTensor) dataset.read(new ArrayReference("dt", 0, 1), new int[] {1})).values())
        .containsExactly(2);
    assertThatThrownBy(() -> dataset.read(new ArrayReference("state", 0, 1), new int[] {0}))
        .hasMessageContaining("one number per window, which cannot be sliced");
    assertThatThrownBy(() -> dataset.read(ArrayReference.whole("y"), new int[] {0}))
        .hasMessageContaining("has no array 'y'; it has [x, dt");
  }

  @Test
  @DisplayName("has the arrays that are asked for, of the type that is asked for")
  void arrays() throws Exception {
    Windowing windowing =
        new Windowing(
            2,
            2,
            null,
            null,
            List.of(),
            List.of(),
            Map.of(
                "one", new ColumnArray(List.of("b"), true, ElementType.FLOAT32),
                "both", new ColumnArray(List.of("b", "a"), false, ElementType.INT64)));
    Dataset dataset = open(RUNS, windowing);

    assertThat(dataset.arrays().get("one")).hasToString("float32 [3,2]");
    assertThat(floats(dataset, "one", 1)).containsExactly(30, 40);
    assertThat(longs(dataset, "both", 0)).containsExactly(10, 1, 20, 2);
  }

  @Test
  @DisplayName("is the same dataset for the same windows only")
  void identity() throws Exception {
    String first = open(RUNS, windows(2, 1)).sha256();
    assertThat(open(RUNS, windows(2, 1)).sha256()).isEqualTo(first).matches("[0-9a-f]{64}");
    assertThat(open(RUNS, windows(2, 2)).sha256()).isNotEqualTo(first);
    assertThat(open(RUNS + "three,1,8,80,cut\n", windows(2, 1)).sha256()).isNotEqualTo(first);
  }

  @Test
  @DisplayName("is converted once, until it changes; other windows of it need no second time")
  void kept() throws Exception {
    open(RUNS, windows(2, 1));
    open(RUNS, windows(2, 1));
    open(RUNS, windows(1, 1));
    assertThat(folder.resolve("kept").toFile().list()).hasSize(1);
    Files.writeString(folder.resolve("runs.csv"), RUNS + "three,1,8,80,cut\n");
    assertThat(open(windows(1, 1)).size()).isEqualTo(8);
    assertThat(folder.resolve("kept").toFile().list()).hasSize(2);
  }

  @Test
  @DisplayName("that is converted no further leaves nothing behind")
  void cancelled() throws Exception {
    Files.writeString(folder.resolve("runs.csv"), RUNS);
    Progress cancelled =
        new Progress() {
          @Override
          public void report(String task, long done, long total) {
            // nobody watches
          }

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(
            () -> projects().dataset("d", folder.resolve("runs.csv"), windows(2, 1), cancelled))
        .isInstanceOf(CancellationException.class);
    assertThat(folder.resolve("kept")).isEmptyDirectory();
  }

  @Test
  @DisplayName("keeps a recording that comes back in one cluster, and says so")
  void comesBack() throws Exception {
    Dataset dataset = open("run,a\nx,1\nx,2\ny,3\ny,4\nx,5\nx,6\n", recording("run"));

    assertThat(longs(dataset, "recording", 0, 1, 2)).containsExactly(0, 1, 0);
    assertThat(dataset.remarks()).first().asString().contains("'x' comes back in line 6");
  }

  private static Windowing recording(String column) {
    return new Windowing(2, 2, column, null, List.of(), List.of(), Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a;b|1,5;2|2,5;3 # semicolons, numbers have a decimal comma",
        "a;b|1.5;2|2.5;3 # semicolons.",
        "a\\tb|1,5\\t2|2,5\\t3 # tabs, numbers have a decimal comma",
        "a\\tb|1.5\\t2|2.5\\t3 # tabs."
      })
  @DisplayName("with other separators and decimal commas is understood, and that is said")
  void separators(String text, String said) throws Exception {
    Dataset dataset = open(text.replace("\\t", "\t").replace('|', '\n') + "\n", Windowing.of(2, 2));

    assertThat(floats(dataset, "x", 0)).containsExactly(1.5f, 2, 2.5f, 3);
    assertThat(dataset.remarks()).first().asString().contains(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  @DisplayName("has line ends of any kind, quoted line ends, and no end of the last line")
  void lineEnds(String end) throws Exception {
    String text = String.join(end, "\"a\",\"b" + end + "c\"", "1,2", "", "3,4");
    Dataset dataset = open(text, Windowing.of(2, 2));

    assertThat(floats(dataset, "x", 0)).containsExactly(1, 2, 3, 4);
    String wrong = String.join(end, "\"a\",\"b" + end + "c\"", "1,2", "", "3,x");
    assertThatThrownBy(() -> open(wrong, Windowing.of(2, 2)))
        .hasMessageContaining("line 5, column 'b" + end + "c' is 'x', expected a number");
  }

  @Test
  @DisplayName("may mix line ends")
  void mixedLineEnds() throws Exception {
    assertThat(floats(open("a,b\r\n1,2\n3,4\r\n", Windowing.of(2, 2)), "x", 0))
        .containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  @DisplayName("may begin with a byte order mark")
  void byteOrderMarks(String charset) throws Exception {
    Files.write(
        folder.resolve("runs.csv"), "\ufeffä,b\n1,2\n3,4\n".getBytes(Charset.forName(charset)));
    TableDataset dataset = (TableDataset) open(Windowing.of(2, 2));

    assertThat(dataset.channels()).containsExactly(Map.entry("x", List.of("ä", "b")));
  }

  @Test
  @DisplayName("in another encoding is refused with the place")
  void wrongCharset() throws Exception {
    Files.write(
        folder.resolve("runs.csv"),
        "a,b\r\n1,2\r\n3,Tür\r\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> open(Windowing.of(2, 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 3, character 4 is no UTF-8 text (byte 0xfc)");
  }

  @Test
  @DisplayName("may lack values, which is said")
  void missing() throws Exception {
    Dataset dataset = open("a,b\n1,\nNaN,4\nNA,6\n", Windowing.of(3, 1));

    assertThat(floats(dataset, "x", 0)).containsExactly(1, Float.NaN, Float.NaN, 4, Float.NaN, 6);
    assertThat(dataset.remarks())
        .containsExactly(
            "3 values are missing, first in line 2, column 'b'; windows that hold a gap are left"
                + " out where a method needs every value.");
  }

  @Test
  @DisplayName("of a data frame has its row numbers left out")
  void rowNumbers() throws Exception {
    TableDataset dataset = (TableDataset) open(",a,b\n0,1,2\n1,3,4\n", Windowing.of(2, 2));

    assertThat(dataset.channels().get("x")).containsExactly("a", "b");
    assertThat(dataset.remarks()).first().asString().contains("is taken for row numbers");
  }

  @Test
  @DisplayName("knows dates with times, and how long lies between them")
  void dates() throws Exception {
    String text = "t,a\n2024-05-01 12:00:00,1\n2024-05-01 12:00:00.25,2\n2024-05-01T12:01:00,3\n";
    Windowing windowing = new Windowing(3, 3, null, "t", List.of(), List.of(), Map.of());

    assertThat(floats(open(text, windowing), "dt", 0)).containsExactly(0, 0.25f, 59.75f);
    assertThatThrownBy(() -> open(text + "soon,1\n", windowing))
        .hasMessageContaining("line 5, column 't' is 'soon', expected a date with time");
  }

  @Test
  @DisplayName("has labels that are integers, numbers or texts")
  void labels() throws Exception {
    String text = "a,class,life,word\n1,3,0.5,b\n2,7,,a\n";
    Windowing windowing =
        new Windowing(1, 1, null, null, List.of("class", "life", "word"), List.of(), Map.of());
    TableDataset dataset = (TableDataset) open(text, windowing);

    assertThat(longs(dataset, "class", 0, 1)).containsExactly(3, 7);
    assertThat(floats(dataset, "life", 0, 1)).containsExactly(0.5f, Float.NaN);
    assertThat(longs(dataset, "word", 0, 1)).containsExactly(1, 0);
    assertThat(dataset.classes())
        .containsEntry("word", List.of("a", "b"))
        .doesNotContainKey("life");
    assertThatThrownBy(
            () ->
                open(
                    "a,word\n1,b\n2,\n",
                    new Windowing(1, 1, null, null, List.of("word"), List.of(), Map.of())))
        .hasMessageContaining("line 3, column 'word' is empty; every row needs a class");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a,b|1,2|3|5,6 # line 3 has 1 cell, the header names 2 columns (cells are separated by commas)",
        "a,b|1,2|3,4,5 # line 3 has 3 cells, the header names 2 columns",
        "a,b|1,2|3,oops # line 3, column 'b' is 'oops', expected a number; correct it",
        "a;b|1,5;2|1.5;3 # line 2, column 'a' is '1,5', expected a number; other numbers",
        "a,b|1,2|3,0x1p3 # line 3, column 'b' is '0x1p3'",
        "a,b|1,2|3,1d # line 3, column 'b' is '1d'",
        "a,a|1,2 # line 1 calls columns 1 and 2 'a'; names must differ",
        "a,|1,2 # line 1, column 2 has no name; give it one",
        "1,2|3,4 # line 1 holds numbers (1 2) where the columns' names are expected",
        "a,b # has a line of column names, but no rows below it",
        "`` # is empty; a table has a line of column names",
        "a,b|1,2 # has 1 rows, which are 0 windows of 2 rows; choose a shorter window",
        "a,b|1,2|\"3,4 # line 3"
      })
  @DisplayName("that is wrong is refused with line and column")
  void refused(String text, String message) {
    assertThatThrownBy(() -> open(text.replace('|', '\n'), Windowing.of(2, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("runs.csv")
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("is refused where columns, time or recordings are not what they should be")
  void columns() {
    assertThatThrownBy(() -> open("a\n1\n", recording("run")))
        .hasMessageContaining("has no column 'run'; it has a.");
    assertThatThrownBy(
            () ->
                open(
                    RUNS,
                    new Windowing(2, 1, null, "t", List.of("state"), List.of("run"), Map.of())))
        .hasMessageContaining(
            "line 7, column 't' goes back in time to '0'; sort the rows by time, or name the column");
    assertThatThrownBy(() -> open("run,a\nx,1\n,2\n", recording("run")))
        .hasMessageContaining("line 3, column 'run' says of no recording");
    assertThatThrownBy(() -> open("run\nx\n", recording("run")))
        .hasMessageContaining("has no column of numbers apart from");
    assertThatThrownBy(
            () ->
                open(
                    "x,a\n1,2\n",
                    new Windowing(1, 1, null, null, List.of("x"), List.of(), Map.of())))
        .hasMessageContaining("The array 'x' is named for two purposes");
    assertThatThrownBy(() -> open(RUNS, Windowing.of(0, 1)))
        .hasMessageContaining("The length of windows is 0 rows");
  }

  @Test
  @DisplayName("that is none at all is refused by what it is")
  void noTable() throws Exception {
    Files.write(folder.resolve("runs.csv"), new byte[] {'P', 'K', 3, 4, 0, 0});
    assertThatThrownBy(() -> open(Windowing.of(1, 1))).hasMessageContaining("is a ZIP archive");
    Files.write(folder.resolve("runs.csv"), new byte[] {1, 0, 2, 0, 3});
    assertThatThrownBy(() -> open(Windowing.of(1, 1))).hasMessageContaining("is no text");
    assertThatThrownBy(() -> projects().dataset("d", folder.resolve("runs.csv")))
        .hasMessageContaining("is a table; say how its rows become windows");
    assertThatThrownBy(
            () ->
                projects()
                    .dataset("d", folder.resolve("none.csv"), Windowing.of(1, 1), Progress.none()))
        .hasMessageContaining("none.csv; check the path");
  }

  @Test
  @DisplayName("may have ten thousand columns")
  void wide() throws Exception {
    int width = 10_000;
    String header =
        IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("runs.csv"))) {
      out.write(header + "\n");
      for (int row = 0; row < 20; row++) {
        int from = row;
        out.write(
            IntStream.range(0, width)
                    .mapToObj(i -> Integer.toString(from + i))
                    .collect(Collectors.joining(","))
                + "\n");
      }
    }
    Dataset dataset = open(Windowing.of(5, 5));

    assertThat(dataset.size()).isEqualTo(4);
    float[] last = floats(dataset, "x", 3);
    assertThat(last).hasSize(5 * width);
    assertThat(last[last.length - 1]).isEqualTo(19 + width - 1);
  }

  private static float[] floats(Dataset dataset, String array, int... windows)
      throws BadInputException {
    return ((FloatTensor) dataset.read(ArrayReference.whole(array), windows)).values();
  }

  private static long[] longs(Dataset dataset, String array, int... windows)
      throws BadInputException {
    return ((LongTensor) dataset.read(ArrayReference.whole(array), windows)).values();
  }

  private Dataset open(String text, Windowing windowing) throws IOException, BadInputException {
    Path file = folder.resolve("runs.csv");
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
    return open(windowing);
  }

  private Dataset open(Windowing windowing) throws BadInputException {
    return projects().dataset("d", folder.resolve("runs.csv"), windowing, Progress.none());
  }

  private FileProjects projects() {
    return new FileProjects(Families.none(), new DataFiles(folder.resolve("kept")));
  }
}
