package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Caveat;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.EngineInfo;
import org.loupe.model.Tensor;

@DisplayName("What results say of other results")
class CaveatBookTest {
  private static final Info ATTRIBUTING =
      new Info("saliency", "", "", "", "", "1", List.of(Info.Need.EXPLAINED_INPUT));
  private static final Info OTHER = new Info("heads", "", "", "", "", "1", List.of());
  private static final Caveat CAVEAT = new Caveat("type", "x", "type does not need x.");
  private final CaveatBook book = new CaveatBook();

  private record Told(Provenance provenance, List<Caveat> caveats) implements Result {
    @Override
    public Map<String, Tensor> arrays() {
      return Map.of();
    }

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

  private static Told result(
      String method,
      String checkpoint,
      int windows,
      Map<String, String> parameters,
      Caveat... said) {
    return new Told(
        new Provenance(
            method,
            "1",
            parameters,
            42,
            checkpoint,
            "sha-of-" + checkpoint,
            "test",
            "",
            new int[windows],
            "cpu",
            new EngineInfo("", "", ""),
            1,
            Duration.ZERO),
        List.of(said));
  }

  private static Told saliency(String checkpoint, Map<String, String> parameters) {
    return result("saliency", checkpoint, 1, parameters);
  }

  @Test
  @DisplayName(
      "is shown with attributions of that prediction head to that input of that checkpoint")
  void matches() {
    book.add(result("overview", "late", 10, Map.of(), CAVEAT));
    assertThat(
            book.of(
                saliency("late", Map.of("prediction_head", "type", "wrt", "x")),
                ATTRIBUTING,
                Bench.CARD))
        .containsExactly("type does not need x.");
    // The card's first explained input is meant where a method has no choice of inputs.
    assertThat(
            book.of(saliency("late", Map.of("prediction_head", "type")), ATTRIBUTING, Bench.CARD))
        .hasSize(1);
    assertThat(
            book.of(
                saliency("late", Map.of("prediction_head", "feed", "wrt", "x")),
                ATTRIBUTING,
                Bench.CARD))
        .isEmpty();
    assertThat(
            book.of(
                saliency("late", Map.of("prediction_head", "type", "wrt", "embed")),
                ATTRIBUTING,
                Bench.CARD))
        .isEmpty();
    assertThat(
            book.of(
                saliency("early", Map.of("prediction_head", "type", "wrt", "x")),
                ATTRIBUTING,
                Bench.CARD))
        .isEmpty();
    assertThat(book.of(saliency("late", Map.of("prediction_head", "type")), OTHER, Bench.CARD))
        .isEmpty();
  }

  @Test
  @DisplayName("is of the same decoding")
  void decoding() {
    book.add(result("overview", "late", 10, Map.of("decoding", "free_running"), CAVEAT));
    Map<String, String> forced = Map.of("prediction_head", "type", "decoding", "teacher_forced");
    Map<String, String> free = Map.of("prediction_head", "type", "decoding", "free_running");
    assertThat(book.of(saliency("late", forced), ATTRIBUTING, Bench.CARD)).isEmpty();
    assertThat(book.of(saliency("late", free), ATTRIBUTING, Bench.CARD)).hasSize(1);
  }

  @Test
  @DisplayName("is that of the most windows, and goes when such a result no longer says it")
  void replaced() {
    Told saliency = saliency("late", Map.of("prediction_head", "type"));
    book.add(result("overview", "late", 10, Map.of(), CAVEAT));
    book.add(result("overview", "late", 1, Map.of()));
    assertThat(book.of(saliency, ATTRIBUTING, Bench.CARD)).hasSize(1);
    book.add(result("other", "late", 50, Map.of()));
    assertThat(book.of(saliency, ATTRIBUTING, Bench.CARD)).hasSize(1);
    book.add(result("overview", "late", 20, Map.of()));
    assertThat(book.of(saliency, ATTRIBUTING, Bench.CARD)).isEmpty();
    book.add(result("overview", "late", 20, Map.of(), CAVEAT));
    book.clear();
    assertThat(book.of(saliency, ATTRIBUTING, Bench.CARD)).isEmpty();
  }
}
