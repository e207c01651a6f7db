package org.loupe.workbench.internal.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;
import org.loupe.model.PredictionHead;
import org.loupe.model.Windows;
import org.loupe.project.WindowTable;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.workbench.internal.core.HeadOutcome;
import org.loupe.workbench.internal.core.Told;
import org.loupe.workbench.internal.core.WindowFacts;
import org.loupe.workbench.internal.core.WindowOutcomes;

@DisplayName("The filter of windows")
class WindowFilterTest {
  private final FakeDataset dataset =
      new FakeDataset("test").with("x", new int[] {5, 1}, 0f, 0, 0, 0, 0);
  private final WindowFacts facts =
      new WindowFacts(
          dataset,
          Optional.of(
              new WindowTable(
                  Windows.all(dataset),
                  new long[] {7, 7, 8, 8, 9},
                  Map.of("operation", List.of("Face", "pocket", "face mill", "drill", "face")))));

  @ParameterizedTest
  @CsvSource({
    "'', '0,1,2,3,4'",
    "face, '0,2,4'",
    "operation=face, '0,4'",
    "'face recording=8', '2'",
    "-face, '1,3'",
    "window=1-3, '1,2,3'",
    "'face, recording=8', '2'",
    "operation=\"face mill\", '2'",
    "recording=4, ''"
  })
  @DisplayName("keeps the windows that match every word")
  void filters(String text, String expected) throws BadInputException {
    assertThat(WindowFilter.apply(text, facts))
        .containsExactly(
            expected.isEmpty()
                ? new int[0]
                : List.of(expected.split(",")).stream().mapToInt(Integer::parseInt).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo=1", "-foo=1"})
  @DisplayName("names the columns there are where one is asked for that is not")
  void unknownColumn(String text) {
    assertThatThrownBy(() -> WindowFilter.apply(text, facts))
        .isInstanceOf(BadInputException.class)
        .hasMessage("There is no column 'foo'; there are window, recording, operation.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10-", "x", "-3", ""})
  @DisplayName("says how a range is written")
  void unreadableRange(String range) {
    assertThatThrownBy(() -> WindowFilter.apply("window=" + range, facts))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "'window=" + range + "' is no range of windows; write window=10 or window=10-20.");
  }

  @Test
  @DisplayName("tells the columns it knows")
  void help() {
    assertThat(WindowFilter.help(facts)).contains("Columns: window, recording, operation");
  }

  /** Head 'type' of classes a and b; predictions of windows 0 to 3 are known, not of 4. */
  private WindowOutcomes outcomes(String checkpoint, float... predicted) {
    BitSet counted = new BitSet();
    counted.set(0, 5);
    PredictionHead type =
        new CardBuilder("tiny").categoricalHead("type", "a", "b").build().heads().get(0);
    return new WindowOutcomes(
        checkpoint,
        Map.of(),
        Map.of(
            "type",
            new HeadOutcome(
                type,
                1,
                1,
                new int[] {0, 1, 2, 3, -1},
                predicted,
                new float[] {0, 0, 0, 0, Float.NaN},
                new float[] {0.9f, 0.6f, 0.8f, 0.7f, Float.NaN},
                counted)));
  }

  private WindowFacts said(WindowOutcomes... checkpoints) {
    return new WindowFacts(dataset, facts.table(), Told.of(dataset.size(), List.of(checkpoints)));
  }

  private final WindowOutcomes late = outcomes("late", 0, 1, 0, 1, Float.NaN);
  private final WindowOutcomes early = outcomes("early", 0, 1, 1, 0, Float.NaN);

  @ParameterizedTest
  @CsvSource({
    "error(type), '1,3'",
    "Error(Type), '1,3'",
    "-error(type), '0,2,4'",
    "correct(type), '0,2'",
    "face error(type), ''",
    "drill & error(type), '3'",
    "operation=pocket && error(type), '1'",
    "prediction(type)=b, '1,3'",
    "prediction(type)!=b, '0,2,4'",
    "correct(type)=no, '1,3'",
    "confidence(type)<0.75, '1,3'",
    "confidence(type)>=0.8, '0,2'",
    "window>2, '3,4'",
    "recording<=7, '0,1'",
    "flipped, '2,3'",
    "flipped(type) -error(type), '2'"
  })
  @DisplayName("knows what checkpoints said, once that is there")
  void outcomes(String text, String expected) throws BadInputException {
    assertThat(WindowFilter.apply(text, said(late, early)))
        .containsExactly(
            expected.isEmpty()
                ? new int[0]
                : List.of(expected.split(",")).stream().mapToInt(Integer::parseInt).toArray());
  }

  /** Head 'command' of three tokens per window, of windows 0 to 3. */
  private WindowFacts commands() {
    PredictionHead command =
        new CardBuilder("tiny")
            .categoricalHead("command", "G1", "G3", "G53")
            .build()
            .heads()
            .get(0);
    BitSet counted = new BitSet();
    counted.set(0, 12);
    HeadOutcome outcome =
        new HeadOutcome(
            command,
            3,
            1,
            new int[] {0, 1, 2, 3, -1},
            new float[] {2, 0, 0, 0, 1, 0, 0, 0, 1, 2, 2, 2},
            new float[] {2, 0, 0, 0, 1, 1, 0, 0, 1, 2, 2, 1},
            new float[0],
            counted);
    return said(new WindowOutcomes("late", Map.of(), Map.of("command", outcome)));
  }

  @ParameterizedTest
  @CsvSource({
    "prediction(command)=G3, '1,2'",
    "prediction(command)!=G3, '0,3,4'",
    "g3, '1,2,3'",
    "G5, ''",
    "'prediction(command)=\"G1 G3\"', '1,2'",
    "'\"G53 G53\"', '3'",
    "prediction(command)=G1≠G3, ''",
    "true(command)=G3 -prediction(command)=G3, '3'"
  })
  @DisplayName("asks of tokens whether they stand anywhere, whole and in a row")
  void tokens(String text, String expected) throws BadInputException {
    assertThat(WindowFilter.apply(text, commands()))
        .containsExactly(
            expected.isEmpty()
                ? new int[0]
                : List.of(expected.split(",")).stream().mapToInt(Integer::parseInt).toArray());
  }

  @Test
  @DisplayName("names some columns where there are many, and says where all are named")
  void manyColumns() {
    WindowOutcomes both =
        new WindowOutcomes(
            "late",
            Map.of(),
            Map.of("type", late.heads().get("type"), "again", late.heads().get("type")));
    assertThatThrownBy(() -> WindowFilter.apply("foo=1", said(both, early)))
        .hasMessageContaining("there are window, recording, operation, ")
        .hasMessageEndingWith(" and 4 more, which the tooltip names.");
  }

  @Test
  @DisplayName("sorts tokens by all of them, the first one first")
  void tokenOrder() {
    assertThat(by("prediction(command)", false).apply(new int[] {0, 1, 2, 3, 4}, commands()))
        .containsExactly(2, 1, 0, 3, 4);
    assertThat(by("correct(command)", false).apply(new int[] {0, 1, 2, 3, 4}, commands()))
        .containsExactly(1, 3, 0, 2, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error(typ)        | 'error(typ)' is not known: there are error(type).",
        "flipped           | it needs two compared checkpoints whose predictions are there",
        "operation=        | 'operation=' lacks a value behind it.",
        "operation<3       | 'operation' holds words, which < cannot compare; write = or !=.",
        "confidence(type)<x | 'x' is no number; write confidence(type)<0.5",
        "confidence(typ)<1 | There is no column 'confidence(typ)'; there are window, recording",
        "\"face mill        | A quote is opened and not closed"
      })
  @DisplayName("says what is wrong with it and what there is")
  void mistakes(String text, String message) {
    assertThatThrownBy(() -> WindowFilter.apply(text, said(late)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("says that nothing was predicted yet, and that there is no 'or'")
  void nothing() {
    assertThatThrownBy(() -> WindowFilter.apply("face & error(type)", facts))
        .hasMessage(
            "'error(type)' is not known: nothing was predicted yet; open the view of the prediction"
                + " heads.");
    assertThatThrownBy(() -> WindowFilter.apply("face | drill", facts))
        .hasMessageContaining("there is no 'or'");
  }

  @Test
  @DisplayName("sorts by columns, stable, unknown values last in both directions")
  void order() {
    WindowFacts said = said(late, early);
    int[] all = {0, 1, 2, 3, 4};

    assertThat(by("confidence(type)", false).apply(all, said)).containsExactly(1, 3, 2, 0, 4);
    assertThat(by("confidence(type)", true).apply(all, said)).containsExactly(0, 2, 3, 1, 4);
    assertThat(by("prediction(type)", false).apply(all, said)).containsExactly(0, 2, 1, 3, 4);
    assertThat(by("prediction(type)", true).apply(all, said)).containsExactly(1, 3, 0, 2, 4);
    assertThat(by("operation", false).apply(all, said)).containsExactly(3, 0, 4, 2, 1);
    assertThat(by("recording", true).apply(new int[] {1, 2, 4}, said)).containsExactly(4, 2, 1);
    assertThat(by("window", true).apply(all, said)).containsExactly(4, 3, 2, 1, 0);
    assertThat(by("gone", true).apply(all, said)).containsExactly(all);
  }

  private static WindowOrder by(String column, boolean descending) {
    return new WindowOrder(column, descending);
  }

  @Test
  @DisplayName("turns with every click on a header, and back to the dataset's order")
  void clicks() {
    WindowOrder once = WindowOrder.NONE.clicked("window");
    assertThat(once).isEqualTo(by("window", false));
    assertThat(once.clicked("window")).isEqualTo(by("window", true));
    assertThat(once.clicked("window").clicked("window")).isEqualTo(WindowOrder.NONE);
    assertThat(once.clicked("operation")).isEqualTo(by("operation", false));
  }
}
