package org.loupe.project.internal.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.ArrayReference;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Tensor;
import org.loupe.project.Subjects;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.Guess;
import org.loupe.project.imports.Guess.Confidence;
import org.loupe.project.imports.ImportedData;
import org.loupe.project.imports.Imports.Request;
import org.loupe.project.internal.CheckpointSubjects;
import org.loupe.project.internal.Families;
import org.loupe.project.internal.FileProjects;
import org.loupe.project.internal.ScriptedModel;
import org.loupe.project.internal.ScriptedModel.Forward;
import org.loupe.testkit.FakeDataset;

@DisplayName("A drafted model card")
class CardDraftingTest {
  private static final Path DEMO = Path.of("../../product/demo");
  private static final Path MODEL = DEMO.resolve("checkpoints/late.ts.pt");

  /** What the demo's model gives: name to shape without the window. */
  private static final Map<String, int[]> OUTPUTS =
      Map.of(
          "param_value", new int[] {16, 8},
          "hidden", new int[] {32, 48},
          "type", new int[] {16, 4},
          "operation", new int[] {4},
          "command", new int[] {16, 6},
          "param_type", new int[] {16, 4});

  private final FileProjects projects = new FileProjects();

  private static Forward giving(Map<String, int[]> shapes) {
    return batch -> {
      Map<String, FloatTensor> outputs = new LinkedHashMap<>();
      shapes.forEach((name, shape) -> outputs.put(name, zeros(batch.size(), shape)));
      return outputs;
    };
  }

  private static FloatTensor zeros(int windows, int... shape) {
    Axis[] axes = new Axis[shape.length + 1];
    axes[0] = new Axis("axis0", Dimension.VALUE, windows);
    for (int i = 0; i < shape.length; i++) {
      axes[i + 1] = new Axis("axis" + (i + 1), Dimension.VALUE, shape[i]);
    }
    return FloatTensor.of(new float[Tensor.elements(List.of(axes))], axes);
  }

  private CardDraft draft(Path model, @Nullable Dataset dataset, Subjects subjects)
      throws LoupeException {
    ImportedData data =
        dataset == null
            ? null
            : new ImportedData(
                Path.of("it.npz"), Path.of("it.npz"), null, dataset, Map.of(), Map.of(), List.of());
    return new CardDrafting(
            projects,
            Families.none(),
            subjects,
            new Request("it", model, null, data, Map.of(), SessionOptions.AUTO),
            Progress.none())
        .draft();
  }

  private Dataset demo() throws BadInputException {
    return projects.dataset("test", DEMO.resolve("data/test.npz"));
  }

  @Test
  @DisplayName("of the demo says what the card that was written by hand says, names apart")
  void demoCard() throws LoupeException {
    ModelCard expected = projects.card(DEMO.resolve("demo.card.json"));
    ModelCard card = draft(MODEL, demo(), new ScriptedModel(giving(OUTPUTS)).subjects()).card();

    assertThat(card.inputs()).hasSameSizeAs(expected.inputs());
    for (InputCard input : expected.inputs()) {
      InputCard drafted = card.input(input.name());
      assertThat(drafted.elementType()).isEqualTo(input.elementType());
      assertThat(drafted.axes()).isEqualTo(input.axes());
      assertThat(drafted.data()).isEqualTo(input.data());
      assertThat(drafted.optional()).isEqualTo(input.optional());
      assertThat(drafted.channels() == null).isEqualTo(input.channels() == null);
    }
    assertThat(card.heads()).hasSameSizeAs(expected.heads());
    for (PredictionHead head : expected.heads()) {
      PredictionHead drafted = card.head(head.name());
      assertThat(drafted.kind()).isEqualTo(head.kind());
      assertThat(drafted.axes()).isEqualTo(head.axes());
      assertThat(drafted.target()).isEqualTo(head.target());
      assertThat(drafted.labels()).hasSameSizeAs(head.labels());
      assertThat(drafted.mask()).as(head.name()).isEqualTo(head.mask());
    }
    assertThat(card.hidden()).isEqualTo(expected.hidden());
    assertThat(card.explain()).isEqualTo(expected.explain());
    assertThat(card.clusters()).isEqualTo(expected.clusters());
    assertThat(card.generation()).isEqualTo(expected.generation());
    assertThat(card.labels().keySet()).isEqualTo(expected.labels().keySet());
    assertThat(card.vocabularies().get("tokens")).hasSize(47).containsEntry("PAD", 0L);
  }

  @Test
  @DisplayName("marks every guess, and what only a person can answer")
  void guesses() throws LoupeException {
    CardDraft draft = draft(MODEL, demo(), new ScriptedModel(giving(OUTPUTS)).subjects());
    assertThat(draft.guess("/inputs/0/data").orElseThrow().confidence()).isEqualTo(Confidence.SURE);
    assertThat(draft.guess("/inputs/2/data/slice").orElseThrow().why()).contains("target_type");
    assertThat(draft.open()).extracting(Guess::key).contains("/channels/continuous/names");
    assertThat(draft.outputs().get("type")).containsExactly(0, 16, 4);
    assertThat(draft.notRun()).isNull();
  }

  @Test
  @DisplayName("takes an input of one number per window, as lengths are")
  void lengths(@TempDir Path folder) throws LoupeException, IOException {
    Path model = folder.resolve("net.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(model))) {
      entry(zip, "version", "3\n");
      entry(zip, "constants.pkl", "\u0080\u0002).");
      entry(zip, "data.pkl", "\u0080\u0002c__torch__\nNet\n)\u0081}b.");
      entry(
          zip,
          "code/__torch__.py",
          "class Net(Module):\n"
              + "  __parameters__ = []\n"
              + "  def forward(self: __torch__.Net,\n"
              + "    x: Tensor,\n"
              + "    lengths: Tensor) -> Tensor:\n"
              + "    return x\n");
    }
    FakeDataset data =
        new FakeDataset("it")
            .with("x", new int[] {4, 5, 2}, new float[40])
            .with("lengths", new int[] {4}, new long[] {5, 3, 5, 2});
    InputCard lengths = draft(model, data, new CheckpointSubjects()).card().input("lengths");
    assertThat(lengths.axes()).containsExactly(Dimension.WINDOW);
    assertThat(lengths.data()).isEqualTo(ArrayReference.whole("lengths"));
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry("net/" + name));
    zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
    zip.closeEntry();
  }

  @Test
  @DisplayName("without a runtime supposes the heads from the true values and says so")
  void noRuntime() throws LoupeException {
    CardDraft draft = draft(MODEL, demo(), new CheckpointSubjects());
    assertThat(draft.notRun()).contains("org.loupe.runtime is not installed");
    assertThat(draft.card().heads())
        .extracting(PredictionHead::name)
        .containsExactly("type", "command", "param_type", "param_value");
    assertThat(draft.guess("/heads/0/axes").orElseThrow().confidence()).isEqualTo(Confidence.WEAK);
  }

  @Test
  @DisplayName("without data has the inputs of the signature and asks for the rest")
  void noData() throws LoupeException {
    CardDraft draft = draft(MODEL, null, new CheckpointSubjects());
    assertThat(draft.card().inputs())
        .extracting(InputCard::name)
        .containsExactly("continuous", "categorical", "tokens");
    assertThat(draft.open()).extracting(Guess::key).contains("/heads", "/inputs/0/data");
  }

  @ParameterizedTest
  @CsvSource({"true, state_steps", "false, state"})
  @DisplayName("of a table takes its label for the only head, of every row or of the last one")
  void tableLabel(boolean steps, String array) throws LoupeException {
    FakeDataset data =
        new FakeDataset("runs")
            .with("continuous", new int[] {6, 5, 2}, new float[60])
            .with("categorical", new int[] {6, 5, 1}, new long[30])
            .with("state", new int[] {6}, 0L, 1, 2, 0, 1, 2)
            .with("state_steps", new int[] {6, 5}, new long[30])
            .with("recording", new int[] {6}, 0L, 0, 0, 1, 1, 1);
    Forward lone =
        batch -> Map.of("@0", steps ? zeros(batch.size(), 5, 3) : zeros(batch.size(), 3));
    ModelCard card = draft(MODEL, data, new ScriptedModel(lone).subjects()).card();

    assertThat(card.heads()).hasSize(1);
    assertThat(card.heads().get(0).kind()).isEqualTo(Kind.CATEGORICAL);
    assertThat(card.heads().get(0).target()).isEqualTo(ArrayReference.whole(array));
  }

  @Test
  @DisplayName("of a model that refuses the likeliest arrays takes those with which it runs")
  void tries() throws LoupeException {
    FakeDataset data =
        new FakeDataset("it")
            .with("wrong", new int[] {6, 4, 2}, new float[48])
            .with("right", new int[] {6, 5, 2}, new float[60])
            .with("categorical", new int[] {6, 5, 1}, new long[30])
            .with("y", new int[] {6, 5}, new long[30]);
    Forward picky =
        batch -> {
          if (batch.inputs().get("continuous").shape()[1] != 5) {
            throw new BadInputException("No.");
          }
          return Map.of("@0", zeros(batch.size(), 5, 3));
        };
    CardDraft draft = draft(MODEL, data, new ScriptedModel(picky).subjects());
    assertThat(draft.card().input("continuous").data().array()).isEqualTo("right");
    PredictionHead head = draft.card().heads().get(0);
    assertThat(head.name()).isEqualTo("output");
    assertThat(head.output()).isNull();
    assertThat(head.target()).isEqualTo(ArrayReference.whole("y"));
    assertThat(head.axes()).containsExactly(Dimension.WINDOW, Dimension.TIME, Dimension.CLASS);
  }

  @Test
  @DisplayName("knows regressions, tuples, valid steps and negative classes")
  void kinds() throws LoupeException {
    long[] labels = {0, 1, -100, 2, 1, -100, 0, 2, -100};
    FakeDataset data =
        new FakeDataset("it")
            .with("continuous", new int[] {3, 3, 2}, new float[18])
            .with("categorical", new int[] {3, 3, 1}, new long[9])
            .with("target_kind", new int[] {3, 3}, labels)
            .with("speed_target", new int[] {3, 3}, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f)
            .with("valid", new int[] {3, 3}, 1L, 1L, 0L, 1L, 1L, 0L, 1L, 1L, 0L)
            .with("lengths", new int[] {3}, 2L, 2L, 2L);
    Map<String, int[]> outputs = new LinkedHashMap<>();
    outputs.put("@0", new int[] {3, 3});
    outputs.put("@1", new int[] {3, 1});
    ModelCard card = draft(MODEL, data, new ScriptedModel(giving(outputs)).subjects()).card();
    PredictionHead kind = card.head("kind");
    assertThat(kind.output()).isZero();
    assertThat(kind.mask().toString()).contains("valid", "included=true", "-100");
    PredictionHead speed = card.head("speed");
    assertThat(speed.output()).isEqualTo(1);
    assertThat(speed.kind()).isEqualTo(Kind.REGRESSION);
    assertThat(card.lengths()).isEqualTo(ArrayReference.whole("lengths"));
  }

  @Test
  @DisplayName("of a state dict asks for its architecture")
  void stateDict() {
    assertThatThrownBy(
            () -> draft(DEMO.resolve("checkpoints/late.pt"), demo(), new CheckpointSubjects()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("as its architecture");
  }

  @Test
  @DisplayName("names the section of a training checkpoint that holds the parameters")
  void sections() throws LoupeException {
    CardDraft draft =
        new CardDrafting(
                projects,
                Families.none(),
                new ScriptedModel(giving(OUTPUTS)).subjects(),
                new Request(
                    "it",
                    DEMO.resolve("checkpoints/late.pt"),
                    MODEL,
                    new ImportedData(MODEL, MODEL, null, demo(), Map.of(), Map.of(), List.of()),
                    Map.of(),
                    SessionOptions.AUTO),
                Progress.none())
            .draft();
    assertThat(draft.mapping().mapping().isComplete()).isTrue();
    assertThat(draft.card().stateDict().sections()).containsExactly("model_state_dict");
    assertThat(draft.guess("/stateDict").orElseThrow().why())
        .contains("found by name and shape, 0 more");
  }

  @Test
  @DisplayName("takes names of classes from texts that come with the numbers")
  void texts() throws LoupeException {
    FakeDataset data =
        new FakeDataset("it")
            .with("continuous", new int[] {4, 3, 2}, new float[24])
            .with("categorical", new int[] {4, 3, 1}, new long[12])
            .with("operation", new int[] {4}, 0L, 1L, 0L, 1L)
            .with("operation_name", new int[] {4}, 1L, 0L, 1L, 0L);
    CardDraft draft =
        new CardDrafting(
                projects,
                Families.none(),
                new ScriptedModel(giving(Map.of("operation", new int[] {2}))).subjects(),
                new Request(
                    "it",
                    MODEL,
                    null,
                    new ImportedData(
                        MODEL,
                        MODEL,
                        null,
                        data,
                        Map.of(),
                        Map.of("operation_name", List.of("drill", "mill")),
                        List.of()),
                    Map.of(),
                    SessionOptions.AUTO),
                Progress.none())
            .draft();
    assertThat(draft.card().head("operation").labels()).containsExactly("mill", "drill");
  }
}
