package org.loupe.project.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.ArrayReference;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.Tensor;
import org.loupe.plots.Figure;
import org.loupe.plots.Histogram;
import org.loupe.plots.ValueAxis;
import org.loupe.project.Projects;
import org.loupe.project.StoredResult;
import org.loupe.project.internal.data.TestArrays;
import org.loupe.testkit.CardBuilder;

@DisplayName("A result")
class ResultFolderTest {
  private final ObjectMapper mapper = new ObjectMapper();
  private final ResultFolder results = new ResultFolder();

  @TempDir Path folder;

  /** A result that says a little of everything. */
  private record Sample(String version) implements Result {
    @Override
    public Provenance provenance() {
      return SampleResult.provenance(version, "all");
    }

    @Override
    public Map<String, Tensor> arrays() {
      return Map.of(
          "saliency",
          FloatTensor.of(
              new float[] {1, 2, 3, 4},
              Axis.of(Dimension.WINDOW, 2),
              Axis.of(Dimension.CHANNEL, 2)));
    }

    @Override
    public List<Scalar> scalars() {
      return List.of(
          new Scalar("mean", "Mean", 2.5, new Interval(2, 3, 0.95, "bootstrap")),
          new Scalar("none", "None", Double.NaN, null));
    }

    @Override
    public List<Table> tables() {
      return List.of(
          new Table("top", "Top", List.of("channel", "value"), List.of(List.of("a", 0.1f))));
    }

    @Override
    public List<Finding> findings() {
      return List.of(
          new Finding("f", "It is 2.5.", List.of(2.5, Double.NaN), "always said", "distribution")
              .claiming(new Claim(Dimension.CHANNEL, "x", "type", Set.of(1, 0), 2)),
          Finding.caution("g", "It is little.", List.of(), "always said", null));
    }
  }

  /** The same of several checkpoints. */
  private record Compared(Sample sample) implements Result {
    @Override
    public Provenance provenance() {
      Checkpoint middle = new Checkpoint("middle", Path.of("m"), null, "ef", card());
      Checkpoint early = new Checkpoint("early", Path.of("e"), null, "01", card());
      return sample.provenance().comparedWith(List.of(middle, early), 128, System.nanoTime());
    }

    private static ModelCard card() {
      return new CardBuilder("sample").input("x", "a").build();
    }

    @Override
    public Map<String, Tensor> arrays() {
      return sample.arrays();
    }

    @Override
    public List<Scalar> scalars() {
      return sample.scalars();
    }

    @Override
    public List<Table> tables() {
      return sample.tables();
    }

    @Override
    public List<Finding> findings() {
      return sample.findings();
    }
  }

  @Test
  @DisplayName("of several checkpoints names them all, the baseline first")
  void compared() throws Exception {
    Path place = folder.resolve("out/sample/late-vs-middle-vs-early");
    results.write(place, new Compared(new Sample("1")), List.of());
    StoredResult read = results.stored(folder.resolve("out"), "late-vs-middle-vs-early").get(0);
    assertThat(read.provenance().checkpoint()).isEqualTo("late");
    assertThat(read.provenance().compared())
        .extracting(Provenance.Compared::checkpoint, Provenance.Compared::checkpointSha256)
        .containsExactly(tuple("middle", "ef"), tuple("early", "01"));
    assertThat(read.provenance().compared())
        .allSatisfy(other -> assertThat(other.cardSha256()).matches("[0-9a-f]{64}"));
    assertThat(read.provenance().microBatch()).isEqualTo(128);
    assertThat(read.provenance().subjectName()).isEqualTo("late-vs-middle-vs-early");
  }

  @Test
  @DisplayName("that was written before there were comparisons is read as that of one checkpoint")
  void older() throws Exception {
    results.write(folder.resolve("out/sample/late"), new Sample("1"), List.of());
    Path file = folder.resolve("out/sample/late/result.json");
    String old = Files.readString(file).replaceFirst("\"compared\" : \\[ *\\],", "");
    assertThat(old).doesNotContain("compared");
    Files.writeString(file, old);
    assertThat(results.stored(folder.resolve("out"), "late").get(0).provenance().compared())
        .isEmpty();
  }

  @Test
  @DisplayName("is read back with all it says")
  void readsBack() throws Exception {
    results.write(folder.resolve("out/sample/late"), new Sample("1"), List.of(figure()));
    results.write(folder.resolve("out/other/late"), new Sample("1"), List.of());
    results.write(folder.resolve("out/other/early"), new Sample("1"), List.of());
    Files.createDirectories(folder.resolve("out/empty/late"));

    List<StoredResult> stored = results.stored(folder.resolve("out"), "late");

    assertThat(stored)
        .extracting(result -> folder.relativize(result.folder()).toString())
        .containsExactly("out/other/late", "out/sample/late");
    StoredResult read = stored.get(1);
    Sample written = new Sample("1");
    assertThat(read.scalars()).isEqualTo(written.scalars());
    assertThat(read.findings()).isEqualTo(written.findings());
    assertThat(read.provenance()).usingRecursiveComparison().isEqualTo(written.provenance());
    assertThat(read.tables().get(0).rows()).isEqualTo(List.of(List.of("a", 0.1)));
    assertThat(read.figures())
        .containsExactly(
            new StoredResult.StoredFigure(
                "distribution",
                figure().title(),
                figure().caption(),
                read.folder().resolve("distribution.svg")));
    assertThat(results.stored(folder.resolve("nowhere"), "late")).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"loupe\" : 1|\"loupe\" : 2|/loupe is 2, but this Loupe reads results up to version 1",
        "\"observation\"|\"order\"|/findings/0/kind is \"order\", expected one of",
        "distribution.svg|../../secret.svg|/figures/0/file is '../../secret.svg'",
        "\"of\" : 2|\"of\" : 1|/findings/0/claim/members/1 is 1, expected an integer from 0 to 0",
        "\"windows\" : [ 3, 8 ]|\"windows\" : [ -3 ]|/provenance/windows/0 is -3",
        "[ \"a\", 0.1 ]|[ \"a\" ]|/tables/0/rows/0 has 1 cells where the table has 2 columns",
      })
  @DisplayName("that was damaged is refused, naming the place")
  void refusesDamaged(String from, String to, String message) throws Exception {
    Path place = folder.resolve("out/sample/late");
    results.write(place, new Sample("1"), List.of(figure()));
    Path file = place.resolve("result.json");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
    assertThatThrownBy(() -> results.stored(folder.resolve("out"), "late"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("result.json")
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("is written with provenance, numbers, arrays and figures, as its schema says")
  void writes() throws Exception {
    Path place = folder.resolve("out/sample/late");

    results.write(place, new Sample("1"), List.of(figure()));

    JsonNode json = mapper.readTree(place.resolve("result.json").toFile());
    assertThat(json.at("/provenance/windows").toString()).isEqualTo("[3,8]");
    assertThat(json.at("/provenance/seconds").doubleValue()).isEqualTo(1.5);
    assertThat(json.at("/scalars/0/interval/low").doubleValue()).isEqualTo(2);
    assertThat(json.at("/scalars/1/value").isNull()).isTrue();
    assertThat(json.at("/scalars/1/interval").isNull()).isTrue();
    assertThat(json.at("/tables/0/rows/0").toString()).isEqualTo("[\"a\",0.1]");
    assertThat(json.at("/findings/0/numbers").toString()).isEqualTo("[2.5,null]");
    assertThat(json.at("/arrays/0/axes/1").toString())
        .isEqualTo("{\"name\":\"channel\",\"dimension\":\"channel\",\"size\":2}");
    assertThat(json.at("/figures/0/file").textValue()).isEqualTo("distribution.svg");
    assertKeys(schema(), schema(), json, "");
    assertThat(place.resolve("distribution.svg")).content().startsWith("<svg");
    Tensor read =
        TestArrays.open(place.resolve("arrays.npz"))
            .read(ArrayReference.whole("saliency"), new int[] {0, 1});
    assertThat(((FloatTensor) read).values()).containsExactly(1, 2, 3, 4);
    assertThat(names(place.getParent())).containsExactly("late");
  }

  /** Every object has exactly the keys that the schema gives it. */
  private static void assertKeys(JsonNode root, JsonNode schema, JsonNode value, String pointer) {
    JsonNode resolved =
        schema.has("oneOf") && !value.isNull() ? schema.get("oneOf").get(1) : schema;
    if (resolved.has("$ref")) {
      resolved = root.at(resolved.get("$ref").textValue().substring(1));
    }
    JsonNode properties = resolved.get("properties");
    if (value.isObject() && properties != null) {
      assertThat(value.fieldNames())
          .toIterable()
          .as(pointer)
          .containsExactlyElementsOf(() -> properties.fieldNames());
      for (Map.Entry<String, JsonNode> property : value.properties()) {
        assertKeys(
            root,
            properties.get(property.getKey()),
            property.getValue(),
            pointer + "/" + property.getKey());
      }
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      assertKeys(root, resolved.path("items"), value.get(i), pointer + "/" + i);
    }
  }

  private JsonNode schema() throws IOException {
    try (InputStream in = Projects.class.getResourceAsStream("result.schema.json")) {
      return mapper.readTree(in);
    }
  }

  @Test
  @DisplayName("has the same bytes every time")
  void deterministic() throws Exception {
    results.write(folder.resolve("a"), new Sample("1"), List.of(figure()));
    results.write(folder.resolve("b"), new Sample("1"), List.of(figure()));

    for (String file :
        List.of("result.json", "arrays.npz", "record.json", "record.npz", "distribution.svg")) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
    }
  }

  @Test
  @DisplayName("replaces an older one, figures that are gone included")
  void replaces() throws Exception {
    Path place = folder.resolve("late");
    results.write(place, new Sample("1"), List.of(figure()));

    results.write(place, new Sample("2"), List.of());

    assertThat(mapper.readTree(place.resolve("result.json").toFile()).get("version").textValue())
        .isEqualTo("2");
    assertThat(names(place))
        .containsExactlyInAnyOrder(
            "result.json", "arrays.npz", "record.json", "record.npz", "top.csv");
    assertThat(place.resolve("top.csv")).hasContent("channel,value\na,0.1\n");
    assertThat(names(folder)).containsExactly("late");
  }

  @Test
  @DisplayName("never replaces what is no result, and leaves nothing behind")
  void keepsOthers() throws Exception {
    Path place = Files.createDirectory(folder.resolve("thesis"));
    Files.writeString(place.resolve("chapter1.tex"), "precious");

    assertThatThrownBy(() -> results.write(place, new Sample("1"), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is not part of a result of Loupe");
    assertThatThrownBy(() -> results.requireWritable(place))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is not part of a result of Loupe");
    assertThat(place.resolve("chapter1.tex")).hasContent("precious");
    assertThat(names(folder)).containsExactly("thesis");
  }

  @Test
  @DisplayName("never replaces a result beside which somebody keeps files of their own")
  void keepsNotes() throws Exception {
    Path place = folder.resolve("late");
    results.write(place, new Sample("1"), List.of(figure()));
    Files.writeString(place.resolve("notes.txt"), "precious");

    assertThatThrownBy(() -> results.requireWritable(place))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("notes.txt is not part of a result of Loupe");
    assertThatThrownBy(() -> results.write(place, new Sample("2"), List.of()))
        .isInstanceOf(BadInputException.class);
    assertThat(place.resolve("notes.txt")).hasContent("precious");
  }

  @Test
  @DisplayName("can be written where there is nothing yet, or an older one; trying leaves nothing")
  void writable() throws Exception {
    results.requireWritable(folder.resolve("out/sample/late"));
    assertThat(names(folder)).isEmpty();
    results.write(folder.resolve("late"), new Sample("1"), List.of());
    results.requireWritable(folder.resolve("late"));
    Path file = Files.writeString(folder.resolve("file"), "a file");
    assertThatThrownBy(() -> results.requireWritable(file.resolve("sample/late")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be written to " + file.resolve("sample/late"));
    assertThat(names(folder)).containsExactlyInAnyOrder("file", "late");
  }

  @Test
  @DisplayName("that fails half-way leaves no folders behind")
  void noFolders() throws Exception {
    Figure broken = new Figure("../escape", "t", "c", figure().plot());
    Path place = folder.resolve("out/sample/late");
    assertThatThrownBy(() -> results.write(place, new Sample("1"), List.of(broken)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(names(folder)).isEmpty();
  }

  @Test
  @DisplayName("that cannot be written is told, and an older one stays")
  void unwritable() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "a file");
    assertThatThrownBy(() -> results.write(file.resolve("late"), new Sample("1"), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be written to " + file.resolve("late"))
        .hasMessageContaining("choose another folder");

    Path place = folder.resolve("late");
    results.write(place, new Sample("1"), List.of());
    Figure broken = new Figure("../escape", "t", "c", figure().plot());
    assertThatThrownBy(() -> results.write(place, new Sample("2"), List.of(broken)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(place.resolve("result.json")).content().contains("\"version\" : \"1\"");
    assertThat(names(folder)).containsExactlyInAnyOrder("file", "late");
  }

  private static Figure figure() {
    return new Figure(
        "distribution",
        "Distribution",
        "How large the values are.",
        Histogram.density(ValueAxis.of("saliency"), "all", new float[] {0, 1, 1, 2}, 4, List.of()));
  }

  private static List<String> names(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
