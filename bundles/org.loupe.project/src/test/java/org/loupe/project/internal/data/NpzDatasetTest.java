package org.loupe.project.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
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
import org.loupe.model.Tensor;

@DisplayName("A dataset")
class NpzDatasetTest {
  private static final byte[] SIX = TestArrays.floats("(3, 2)", 0, 1, 2, 3, 4, 5);

  @TempDir Path folder;

  @Test
  @DisplayName("gives chosen windows in the order wanted")
  void windows() throws Exception {
    Dataset dataset = open(Map.of("x", SIX));

    assertThat(dataset.size()).isEqualTo(3);
    assertThat(dataset.sha256()).matches("[0-9a-f]{64}");
    Tensor read = dataset.read(ArrayReference.whole("x"), new int[] {2, 0});
    assertThat(((FloatTensor) read).values()).containsExactly(4, 5, 0, 1);
    assertThat(read.shape()).containsExactly(2, 2);
  }

  @Test
  @DisplayName("gives a part of the last axis")
  void slices() throws Exception {
    byte[] tokens = TestArrays.longs("(2, 2, 3)", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    Dataset dataset = open(Map.of("tokens", tokens, "one", TestArrays.longs("(2,)", 8, 9)));

    Tensor read = dataset.read(new ArrayReference("tokens", 1, null), new int[] {1});
    assertThat(((LongTensor) read).values()).containsExactly(7, 8, 10, 11);
    assertThat(read.shape()).containsExactly(1, 2, 2);
    Tensor one = dataset.read(ArrayReference.whole("one"), new int[] {1, 0});
    assertThat(((LongTensor) one).values()).containsExactly(9, 8);
    assertThatThrownBy(() -> dataset.read(new ArrayReference("one", 0, 1), new int[] {0}))
        .hasMessageContaining("one number per window, which cannot be sliced");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  @DisplayName("reads format versions 1 to 3, in C and in Fortran order")
  void versionsAndOrders(int version) throws Exception {
    byte[] data = Arrays.copyOfRange(SIX, SIX.length - 24, SIX.length);
    Dataset dataset =
        open(
            Map.of(
                "c", TestArrays.npy(version, "'<f4'", false, "(3, 2)", data),
                "f", TestArrays.npy(version, "'<f4'", true, "(3, 2)", data)));

    assertThat(values(dataset, "c")).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(values(dataset, "f")).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  @DisplayName("of three axes in Fortran order is turned round axis by axis")
  void fortranCube() throws Exception {
    byte[] data = Arrays.copyOfRange(SIX, SIX.length - 24, SIX.length);
    Dataset dataset = open(Map.of("f", TestArrays.npy(1, "'<f4'", true, "(1, 2, 3)", data)));

    Tensor read = dataset.read(ArrayReference.whole("f"), new int[] {0});
    assertThat(((FloatTensor) read).values()).containsExactly(0, 2, 4, 1, 3, 5);
  }

  private static float[] values(Dataset dataset, String array) throws BadInputException {
    return ((FloatTensor) dataset.read(ArrayReference.whole(array), new int[] {0, 1, 2})).values();
  }

  @ParameterizedTest
  @CsvSource({
    "<f2, 00c0, FLOAT16, -2", "<f8, 0000000000000440, FLOAT64, 2.5", "|i1, ff, INT8, -1",
    "<i2, feff, INT16, -2", "<i4, fdffffff, INT32, -3", "<i8, fcffffffffffffff, INT64, -4",
    "|u1, ff, UINT8, 255", "|b1, 01, BOOL, 1"
  })
  @DisplayName("reads every element type that NumPy and PyTorch share")
  void types(String descr, String hex, ElementType type, double value) throws Exception {
    byte[] element = HexFormat.of().parseHex(hex);
    Dataset dataset =
        open(Map.of("x", TestArrays.npy(1, "'" + descr + "'", false, "(1,)", element)));

    assertThat(dataset.arrays().get("x").elementType()).isEqualTo(type);
    assertThat(dataset.read(ArrayReference.whole("x"), new int[] {0}).number(0)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "'>f4' # (1,) # big-endian elements (>f4)",
        "'|O' # (1,) # Python objects (|O), which are never read",
        "'<U8' # (1,) # text (<U8)",
        "'<c8' # (1,) # elements of type <c8",
        "[('a', '<f4')] # (1,) # structured elements",
        "'<f4' # (2,) # has 4 bytes of elements, its shape [2] needs 8",
        "'<f4' # (99999999999,) # impossible shape",
        "'<f4' # (2000000000, 2000000000, 2000000000) # impossible shape",
        "'<f4' # - # without order or shape",
        "'<f4' # () # no array with a first axis"
      })
  @DisplayName("is refused by the kind of its elements or its shape")
  void refused(String descr, String shape, String message) {
    byte[] array = TestArrays.npy(1, descr, false, shape, new byte[4]);

    assertThatThrownBy(() -> open(Map.of("x", array)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("data.npz")
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("is refused when it holds something else")
  void noArrays() throws Exception {
    assertThatThrownBy(() -> open(Map.of("x", "hello, no array".getBytes())))
        .hasMessageContaining("array 'x' is no NumPy array");
    assertThatThrownBy(() -> open(Map.of("x", new byte[3]))).hasMessageContaining("cut off");
    byte[] version9 = SIX.clone();
    version9[6] = 9;
    assertThatThrownBy(() -> open(Map.of("x", version9)))
        .hasMessageContaining("format version 9, versions 1 to 3 are read");
    Path text = Files.writeString(folder.resolve("data.txt"), "no data");
    assertThatThrownBy(() -> open(text)).hasMessageContaining("a text file");
    Path none = folder.resolve("none.npz");
    assertThatThrownBy(() -> open(none))
        .hasMessage("There is no file " + none + "; check the path.");
  }

  @Test
  @DisplayName("of which bytes have changed is called damaged, not cut off")
  void changedBytes() throws Exception {
    Path file = folder.resolve("data.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(SIX);
    }
    byte[] bytes = Files.readAllBytes(file);
    // The first byte of what is deflated, of which no block is of type 3.
    bytes[30 + "x.npy".length()] = 7;
    Files.write(file, bytes);

    assertThatThrownBy(() -> open(file))
        .hasMessageContaining("array 'x' is damaged: ")
        .hasMessageEndingWith("; copy the file again.");
  }

  @Test
  @DisplayName("lists arrays without windows, but does not read them")
  void otherFirstAxis() throws Exception {
    Dataset dataset = open(Map.of("x", SIX, "names", TestArrays.longs("(2,)", 1, 2)));

    assertThat(dataset.arrays()).containsOnlyKeys("x", "names");
    assertThatThrownBy(() -> dataset.read(ArrayReference.whole("names"), new int[] {0}))
        .hasMessageContaining("has the shape [2], whose first axis does not count the dataset's 3");
    assertThatThrownBy(() -> dataset.read(ArrayReference.whole("y"), new int[] {0}))
        .hasMessageContaining("has no array 'y'; it has [names, x]");
  }

  @Test
  @DisplayName("passes over text that nobody asks for")
  void unusedText() throws Exception {
    byte[] text = TestArrays.npy(1, "'<U1'", false, "(3,)", new byte[12]);
    Dataset dataset = open(Map.of("x", SIX, "names", text));

    assertThat(dataset.arrays()).containsOnlyKeys("x");
    assertThat(dataset.unread()).containsExactly(Map.entry("names", "text (<U1)"));
    assertThat(values(dataset, "x")).hasSize(6);
    assertThatThrownBy(() -> dataset.read(ArrayReference.whole("names"), new int[] {0}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("array 'names' holds text (<U1); write little-endian float16");
  }

  @Test
  @DisplayName("notices that its file was replaced or damaged")
  void changed() throws Exception {
    Dataset replaced = open(Map.of("x", SIX));
    open(Map.of("x", TestArrays.floats("(4, 2)", 0, 0, 0, 0, 0, 0, 0, 0)));
    assertThatThrownBy(() -> replaced.read(ArrayReference.whole("x"), new int[] {0}))
        .hasMessageContaining("has changed since it was opened");
  }

  @Test
  @DisplayName("of random damage is read or refused, and nothing else")
  void mutants() throws Exception {
    byte[] original =
        TestArrays.npz(Map.of("x", SIX, "tokens", TestArrays.longs("(3, 2)", 1, 2, 3, 4, 5, 6)));
    Random random = new Random(42);
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          int refused = 0;
          for (int i = 0; i < 1000; i++) {
            refused += reads(mutate(original, random)) ? 0 : 1;
          }
          assertThat(refused).isBetween(100, 1000);
        });
  }

  private boolean reads(byte[] mutant) throws IOException {
    try {
      Dataset dataset = open(Files.write(folder.resolve("mutant.npz"), mutant));
      for (String array : dataset.arrays().keySet()) {
        dataset.read(ArrayReference.whole(array), new int[] {0});
      }
      return true;
    } catch (BadInputException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    }
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] mutant = original.clone();
    for (int i = 0; i <= random.nextInt(3); i++) {
      mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(8) > 0 ? mutant : Arrays.copyOf(mutant, random.nextInt(mutant.length));
  }

  private Dataset open(Map<String, byte[]> arrays) throws IOException, BadInputException {
    return open(TestArrays.file(folder, arrays));
  }

  private static Dataset open(Path file) throws BadInputException {
    return TestArrays.open(file);
  }

  @Test
  @DisplayName("of large arrays gives the same numbers, however they are stored")
  void largeArrays() throws Exception {
    int windows = 700;
    int row = 7000;
    byte[] data = new byte[4 * windows * row];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(noise(windows * row));
    byte[] turned = new byte[data.length];
    for (int i = 0; i < windows * row; i++) {
      int to = i % row * windows + i / row;
      System.arraycopy(data, 4 * i, turned, 4 * to, 4);
    }
    assertThat(data).hasSizeGreaterThan(NpyArray.LARGEST);
    String shape = "(" + windows + ", 70, 100)";
    byte[] rows = TestArrays.npy(1, "'<f4'", false, shape, data);
    byte[] columns = TestArrays.npy(1, "'<f4'", true, "(700, 7000)", turned);
    float[] expected = Arrays.copyOfRange(noise(windows * row), 500 * row, 501 * row);
    for (boolean packed : new boolean[] {false, true}) {
      Path file = folder.resolve(packed + ".npz");
      write(file, Map.of("rows", rows, "columns", columns), packed);
      Dataset dataset = open(file);
      for (String array : List.of("rows", "columns")) {
        Tensor read = dataset.read(ArrayReference.whole(array), new int[] {1, 500});
        assertThat(Arrays.copyOfRange(((FloatTensor) read).values(), row, 2 * row))
            .as(array + " packed: " + packed)
            .containsExactly(expected);
      }
      assertThat(dataset.sha256()).isEqualTo(Sha256.of(file));
      assertThat(open(file).isSame(dataset)).isTrue();
    }
    // Packed rows, and columns whether packed or not; stored rows are read where they are.
    assertThat(folder.resolve("kept").toFile().list()).hasSize(3);
  }

  @Test
  @DisplayName("of which a large stored array is damaged is found out when it is identified")
  void damagedLargeArray() throws Exception {
    byte[] data = new byte[NpyArray.LARGEST + 4];
    Path file = folder.resolve("large.npz");
    write(
        file,
        Map.of("x", TestArrays.npy(1, "'<f4'", false, "(" + data.length / 4 + ",)", data)),
        false);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    Dataset dataset = open(file);
    assertThatThrownBy(() -> dataset.identify(Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the checksum of 'x.npy' is wrong");
    assertThatThrownBy(dataset::sha256).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  @DisplayName("says what it reads a file through for, and how much of it is read")
  void fingerprint() throws Exception {
    Path file = folder.resolve("signals.npz");
    byte[] data = new byte[4_000_000];
    write(file, Map.of("x", TestArrays.npy(1, "'<f4'", false, "(1000000,)", data)), false);
    List<String> said = new ArrayList<>();
    open(file)
        .identify(
            new Progress() {
              @Override
              public void report(String task, long done, long total) {
                said.add(task);
              }

              @Override
              public boolean isCancelled() {
                return false;
              }
            });
    String task =
        "The fingerprint of signals.npz is taken once, so that results can be told apart: ";
    assertThat(said).contains(task + "0 of 4 MB", task + "3 of 4 MB");
  }

  private static float[] noise(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (i * 31 % 1009) + i / 1009f;
    }
    return values;
  }

  private static void write(Path file, Map<String, byte[]> arrays, boolean packed)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        if (!packed) {
          CRC32 crc = new CRC32();
          crc.update(array.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(array.getValue().length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(array.getValue());
      }
    }
  }
}
