package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;
import org.loupe.model.FloatTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.Tensor;
import org.loupe.plots.render.Chip;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;

@DisplayName("What checkpoints said of windows")
class OutcomesTest {
  private static final ModelCard CARD =
      new CardBuilder("tiny")
          .windowHead("type", "a", "b")
          .categoricalHead("word", "p", "q", "r")
          .regressionHead("load", "ampere")
          .build();

  private final FakeDataset data =
      new FakeDataset("test")
          .with("type_target", new int[] {3}, 0L, 1, 1)
          .with("word_target", new int[] {3, 2}, 0L, 1, 2, 0, -1, 1)
          .with("load_target", new int[] {3, 1, 1}, 1.5f, 2, 4);
  private final OutcomeBook book = new OutcomeBook();

  private static Checkpoint checkpoint(String name) {
    return new Checkpoint(name, Path.of(name), null, "sha " + name, CARD);
  }

  private record Said(Provenance provenance, Map<String, Tensor> arrays) implements Result {
    @Override
    public List<Scalar> scalars() {
      return List.of();
    }

    @Override
    public List<Table> tables() {
      return List.of();
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  private void tell(
      String checkpoint, String parameter, int[] windows, float[] type, float[] word, float[] load)
      throws Exception {
    Axis n = Axis.of(Dimension.WINDOW, windows.length);
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("prediction/type", FloatTensor.of(type, n));
    arrays.put("prediction/word", FloatTensor.of(word, n, Axis.of(Dimension.TOKEN, 2)));
    float[] sure = new float[word.length];
    Arrays.fill(sure, 0.5f);
    arrays.put("confidence/word", FloatTensor.of(sure, n, Axis.of(Dimension.TOKEN, 2)));
    arrays.put(
        "prediction/load",
        FloatTensor.of(load, n, Axis.of(Dimension.TIME, 1), Axis.of(Dimension.VALUE, 1)));
    Provenance provenance =
        new Provenance(
            "heads",
            "1",
            Map.of("decoding", parameter),
            42,
            checkpoint,
            "sha " + checkpoint,
            "test",
            data.sha256(),
            windows,
            "cpu",
            new EngineInfo("fake", "1", "none"),
            1,
            Duration.ZERO);
    book.add(new Said(provenance, arrays), checkpoint(checkpoint), data);
  }

  private WindowFacts facts(String baseline, String... names) {
    List<CompareList.Entry> entries =
        IntStream.range(0, names.length)
            .mapToObj(i -> new CompareList.Entry(checkpoint(names[i]), Chip.of(i)))
            .toList();
    return new WindowFacts(
        data,
        Optional.empty(),
        Told.of(data.size(), book.of(data, new CompareList.Comparison(entries, baseline))));
  }

  private static String row(WindowFacts facts, int window) {
    return facts.columns().stream()
        .map(column -> column.text().apply(window))
        .collect(Collectors.joining(" | "));
  }

  private void tellAll() throws Exception {
    tell(
        "late",
        "forced",
        new int[] {0, 1, 2},
        new float[] {0, 0, 1},
        new float[] {0, 1, 2, 1, 0, 1},
        new float[] {1, 2, 4.25f});
  }

  @Test
  @DisplayName("is shown by head: true and predicted classes and values, how right, how sure")
  void columns() throws Exception {
    tellAll();
    WindowFacts facts = facts("late", "late");

    assertThat(facts.columns())
        .extracting(WindowFacts.Column::title)
        .containsExactly(
            "true(type)",
            "prediction(type)",
            "correct(type)",
            "true(word)",
            "prediction(word)",
            "correct(word)",
            "confidence(word)",
            "true(load)",
            "prediction(load)",
            "error(load)");
    assertThat(row(facts, 0))
        .isEqualTo("a | a | yes | p q | p q | 2 of 2 | 0.5000 | 1.500 | 1.000 | 0.5000");
    assertThat(row(facts, 1))
        .isEqualTo("b | a | no | r p | r q | 1 of 2 | 0.5000 | 2.000 | 2.000 | 0.000");
    assertThat(row(facts, 2)).startsWith("b | b | yes | – q | p q | 1 of 1 | ");
    assertThat(facts.flags().get("error(word)").test(1)).isTrue();
    assertThat(facts.flags().get("correct(word)").test(2)).isTrue();
    assertThat(facts.flags()).doesNotContainKeys("error(load)", "flipped");
  }

  @Test
  @DisplayName("stays when single windows are told again, and goes where parameters differ")
  void merged() throws Exception {
    tellAll();
    tell("late", "forced", new int[] {1}, new float[] {1}, new float[] {2, 0}, new float[] {3});
    assertThat(row(facts("late", "late"), 1)).startsWith("b | b | yes | r p | r p | 2 of 2");
    assertThat(row(facts("late", "late"), 0)).startsWith("a | a | yes");

    tell("late", "free", new int[] {2}, new float[] {0}, new float[] {2, 0}, new float[] {3});
    assertThat(row(facts("late", "late"), 0).replaceAll("[ |]", "")).isEmpty();
    assertThat(row(facts("late", "late"), 2)).startsWith("b | a | no");
  }

  @Test
  @DisplayName("differs between compared checkpoints where they say other classes at what counts")
  void flipped() throws Exception {
    tellAll();
    assertThat(facts("late", "late", "early").flags()).doesNotContainKey("flipped");
    tell(
        "early",
        "forced",
        new int[] {0, 1},
        new float[] {1, 0},
        new float[] {0, 1, 0, 1},
        new float[] {9, 9});
    WindowFacts facts = facts("late", "late", "early");

    assertThat(row(facts, 0)).endsWith("early: type");
    assertThat(row(facts, 1)).endsWith("early: word");
    assertThat(row(facts, 2)).endsWith("| ");
    assertThat(facts.flags().get("flipped").test(0)).isTrue();
    assertThat(facts.flags().get("flipped(type)").test(1)).isFalse();
    assertThat(facts.flags().get("flipped").test(2)).as("not told of").isFalse();
    assertThat(row(facts("early", "late", "early"), 0))
        .startsWith("a | b | no")
        .endsWith("late: type");
    assertThat(facts("gone", "late", "early").told().isEmpty()).isTrue();
  }
}
