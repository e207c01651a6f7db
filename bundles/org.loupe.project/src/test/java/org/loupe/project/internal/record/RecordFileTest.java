package org.loupe.project.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;
import org.loupe.project.internal.data.NpzStream;

@DisplayName("A record on disk")
class RecordFileTest {
  private static final Map<String, Tensor> BESIDE =
      Map.of("beside", FloatTensor.of(Everything.storedValues(), Axis.of(Dimension.WINDOW, 40)));

  private final ObjectMapper mapper = new ObjectMapper();
  private final RecordFile file = new RecordFile();

  @TempDir Path folder;

  /** A record as small as it can be. */
  private record Small(List<Everything.Part> parts, float[] numbers, float[] again) {}

  private final Small small = small();

  private static Small small() {
    float[] numbers = new float[20];
    Arrays.fill(numbers, 3);
    return new Small(List.of(new Everything.Part("p", 2)), numbers, numbers);
  }

  private Small readSmall() throws BadInputException {
    return file.read(folder, Small.class, name -> new float[0]).orElseThrow();
  }

  @BeforeEach
  void written() throws IOException {
    file.write(folder, small, Map.of());
  }

  private Path json() {
    return folder.resolve(RecordFile.JSON);
  }

  private ObjectNode root() throws IOException {
    return (ObjectNode) mapper.readTree(json().toFile());
  }

  private ObjectNode record(ObjectNode root) {
    return (ObjectNode) root.get("record");
  }

  private void assertRefused(ObjectNode root, String... words) throws IOException {
    mapper.writeValue(json().toFile(), root);
    assertThatThrownBy(this::readSmall)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  @DisplayName("comes back as it was, bit by bit")
  void roundTrip() throws IOException, BadInputException {
    Everything written = Everything.sample(Everything.sample(null));
    file.write(folder, written, BESIDE);

    Everything read =
        file.read(folder, Everything.class, name -> ((FloatTensor) BESIDE.get(name)).values())
            .orElseThrow();

    assertThat(read)
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(written);
    assertThat(bits(read.many())).isEqualTo(bits(written.many()));
    assertThat(bits(read.few())).isEqualTo(bits(written.few()));
    assertThat(List.copyOf(read.byPart().keySet()))
        .isEqualTo(List.copyOf(written.byPart().keySet()));
    assertThat(read.same()).isSameAs(read.many());
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  @Test
  @DisplayName("keeps once what stands in it twice, and not at all what lies beside it")
  void once() throws IOException {
    long alone = Files.size(folder.resolve(RecordFile.NUMBERS));
    float[] beside = Everything.storedValues();
    file.write(folder, new Small(List.of(), beside, small.numbers()), BESIDE);

    assertThat(Files.size(folder.resolve(RecordFile.NUMBERS))).isEqualTo(alone);
    assertThat(record(root()).get("numbers").get("stored").textValue()).isEqualTo("beside");
  }

  @Test
  @DisplayName("is the same bytes each time")
  void reproducible() throws IOException {
    byte[] json = Files.readAllBytes(json());
    byte[] numbers = Files.readAllBytes(folder.resolve(RecordFile.NUMBERS));
    file.write(folder, small(), Map.of());

    assertThat(Files.readAllBytes(json())).isEqualTo(json);
    assertThat(Files.readAllBytes(folder.resolve(RecordFile.NUMBERS))).isEqualTo(numbers);
  }

  @Test
  @DisplayName("is not there where none was written")
  void none() throws IOException, BadInputException {
    Files.delete(json());
    assertThat(file.read(folder, Small.class, name -> new float[0])).isEmpty();
  }

  /** The same components under other names. */
  private record Renamed(List<Everything.Part> parts, float[] numbers, float[] other) {}

  @Test
  @DisplayName("is not read as a class of other components")
  void otherShape() throws BadInputException {
    assertThat(file.read(folder, Renamed.class, name -> new float[0])).isEmpty();
  }

  /** A class that could do anything. */
  private record Loose(Map<String, Runnable> actions) {}

  @Test
  @DisplayName("is neither written nor read where a part of it is no record")
  void unstorable() throws IOException, BadInputException {
    Path other = Files.createDirectory(folder.resolve("other"));
    file.write(other, new Loose(Map.of()), Map.of());
    assertThat(other).isEmptyDirectory();
    assertThat(file.read(folder, Loose.class, name -> new float[0])).isEmpty();
  }

  @Test
  @DisplayName("of a newer version is refused")
  void newer() throws IOException {
    assertRefused(root().put("loupe", 3), "record.json", "/loupe is 3", "use a newer Loupe");
  }

  @Test
  @DisplayName("lacks no component and has no other")
  void components() throws IOException {
    ObjectNode root = root();
    record(root).remove("parts");
    assertRefused(root, "record.json", "/record lacks the key 'parts'");
    root = root();
    record(root).putArray("parts");
    record(root).put("more", 1);
    assertRefused(root, "/record has the unknown keys [more]");
  }

  @Test
  @DisplayName("that its own constructor refuses is refused")
  void refusedByItself() throws IOException {
    ObjectNode root = root();
    ((ObjectNode) record(root).get("parts").get(0)).put("place", -1);
    assertRefused(root, "/record/parts/0 is no Part: place -1 is negative");
    root = root();
    ((ObjectNode) record(root).get("parts").get(0)).put("place", 1L << 40);
    assertRefused(root, "/record/parts/0/place is 1099511627776, expected an integer from");
    root = root();
    ((ObjectNode) record(root).get("parts").get(0)).putNull("place");
    assertRefused(root, "/record/parts/0/place is null, expected an integer");
  }

  @Test
  @DisplayName("takes no more numbers than there are, and leaves none")
  void counts() throws IOException {
    ObjectNode root = root();
    ((ObjectNode) record(root).get("numbers")).put("length", Integer.MAX_VALUE);
    assertRefused(root, "/record/numbers/length is 2147483647", "no more than 20 elements left");
    ((ObjectNode) record(root).get("numbers")).put("length", 19);
    assertRefused(root, "record.npz: array 'float32'", "1 elements that belong to nothing");
    ((ObjectNode) record(root).get("numbers")).put("length", -1);
    assertRefused(root, "/record/numbers/length is -1");
  }

  @Test
  @DisplayName("refers to nothing but arrays of the same kind before")
  void references() throws IOException {
    ObjectNode root = root();
    ((ObjectNode) record(root).get("again")).put("same", 1);
    assertRefused(root, "/record/again/same is 1, expected an integer from 0 to 0");
    record(root).set("numbers", mapper.createObjectNode().put("same", 0));
    assertRefused(root, "/record/numbers/same", "stands before it");
  }

  @Test
  @DisplayName("nests no deeper than records do")
  void deep() throws IOException {
    Files.writeString(
        json(),
        "{\"loupe\":1,\"shape\":\"\",\"record\":"
            + "[".repeat(100_000)
            + "]".repeat(100_000)
            + "}");
    assertThatThrownBy(this::readSmall)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("record.json");
  }

  @Test
  @DisplayName("that is cut off is refused")
  void cutOff() throws IOException {
    byte[] text = Files.readAllBytes(json());
    byte[] numbers = Files.readAllBytes(folder.resolve(RecordFile.NUMBERS));
    Files.write(json(), Arrays.copyOf(text, text.length / 2));
    assertThatThrownBy(this::readSmall)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("record.json");
    Files.write(json(), text);
    Files.write(folder.resolve(RecordFile.NUMBERS), Arrays.copyOf(numbers, numbers.length - 30));
    assertThatThrownBy(this::readSmall)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("record.npz");
    Files.delete(folder.resolve(RecordFile.NUMBERS));
    assertThatThrownBy(this::readSmall)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("record.npz");
  }

  @Test
  @DisplayName("has its numbers where they belong, of their own kind")
  void arrays() throws IOException {
    numbers("float64", ElementType.FLOAT64, 20);
    assertThatThrownBy(this::readSmall)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("array 'float32' is missing");
    numbers("float32", ElementType.FLOAT64, 20);
    assertThatThrownBy(this::readSmall)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("array 'float32' is no array that Loupe wrote");
    numbers("float32", ElementType.FLOAT32, 4, 5);
    assertThatThrownBy(this::readSmall)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("array 'float32' is no array that Loupe wrote");
  }

  private void numbers(String name, ElementType type, int... shape) throws IOException {
    Path numbers = folder.resolve(RecordFile.NUMBERS);
    try (NpzStream out = new NpzStream(Files.newOutputStream(numbers))) {
      OutputStream to = out.array(name, type, shape);
      to.write(new byte[20 * type.bytes()]);
    }
  }

  /** Rows of numbers, one per window. */
  private record Rows(double[][] even, double[][] again, double[][] uneven, float[][] few) {}

  private static Rows rows(int windows) {
    double[][] even = new double[windows][4];
    for (int i = 0; i < windows; i++) {
      Arrays.fill(even[i], i);
    }
    return new Rows(
        even, even, new double[][] {{1, 2}, {3}, {}, {4}, new double[20]}, new float[][] {{5}});
  }

  private Rows readRows() throws BadInputException {
    return file.read(folder, Rows.class, name -> new float[0]).orElseThrow();
  }

  @Test
  @DisplayName("does not grow in its JSON with rows that are equally long")
  void rows() throws IOException, BadInputException {
    file.write(folder, rows(10), Map.of());
    long small = Files.size(json());
    Rows written = rows(20_000);
    file.write(folder, written, Map.of());

    assertThat(Files.size(json())).isLessThan(small + 100);
    Rows read = readRows();
    assertThat(read).usingRecursiveComparison().isEqualTo(written);
    assertThat(read.again()).isSameAs(read.even());
  }

  @Test
  @DisplayName("is read with rows one by one, as the version before wrote them")
  void rowsBefore() throws IOException, BadInputException {
    file.write(folder, rows(2), Map.of());
    ObjectNode root = root().put("loupe", 1);
    assertThat(record(root).get("even").isArray()).isTrue();
    mapper.writeValue(json().toFile(), root);
    assertThat(readRows()).usingRecursiveComparison().isEqualTo(rows(2));
  }

  @Test
  @DisplayName("takes no more rows than there are numbers for")
  void tooManyRows() throws IOException {
    file.write(folder, rows(10), Map.of());
    ObjectNode root = root();
    ((ObjectNode) record(root).get("even")).put("rows", Integer.MAX_VALUE);
    assertRowsRefused(root, "/record/even/rows asks for 8589934588 elements");
    ((ObjectNode) record(root).get("even")).put("rows", 1).put("length", 0);
    assertRowsRefused(root, "/record/even/length is 0");
    ((ObjectNode) record(root).get("even")).removeAll().put("same", 0);
    assertRowsRefused(root, "/record/even/same");
  }

  private void assertRowsRefused(ObjectNode root, String words) throws IOException {
    mapper.writeValue(json().toFile(), root);
    assertThatThrownBy(this::readRows)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(words);
  }

  /** A record of one part that says of itself what it is. */
  private record Tagged(Everything.Shape shape, List<Object> cells, Optional<String> perhaps) {}

  @Test
  @DisplayName("makes nothing that its class does not permit")
  void tags() throws IOException, BadInputException {
    Tagged tagged = new Tagged(new Everything.Circle(1), List.of("cell"), Optional.of("there"));
    file.write(folder, tagged, Map.of());
    assertThat(file.read(folder, Tagged.class, name -> new float[0])).contains(tagged);

    ObjectNode whole = root();
    ObjectNode root = whole.deepCopy();
    record(root).putObject("shape").putObject("java.lang.ProcessBuilder");
    assertTaggedRefused(root, "/record/shape has the keys [java.lang.ProcessBuilder]", "Circle");
    record(root).putObject("shape");
    assertTaggedRefused(root, "/record/shape has the keys []", "expected one of [Circle, Square]");
    root = whole.deepCopy();
    ((ObjectNode) record(root).get("cells").get(0)).removeAll().putObject("Runnable");
    assertTaggedRefused(root, "/record/cells/0 has the keys [Runnable]", "String");
    root = whole.deepCopy();
    ((ArrayNode) record(root).get("perhaps")).add("twice");
    assertTaggedRefused(root, "/record/perhaps has 2 elements");
  }

  private void assertTaggedRefused(ObjectNode root, String... words) throws IOException {
    mapper.writeValue(json().toFile(), root);
    assertThatThrownBy(() -> file.read(folder, Tagged.class, name -> new float[0]))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words);
  }
}
