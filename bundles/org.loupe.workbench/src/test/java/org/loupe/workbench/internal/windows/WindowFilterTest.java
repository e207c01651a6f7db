package org.loupe.workbench.internal.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;
import org.loupe.model.Windows;
import org.loupe.project.WindowTable;
import org.loupe.testkit.FakeDataset;
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

  @Test
  @DisplayName("keeps the windows in which a prediction head is wrong, once that is known")
  void errors() throws BadInputException {
    WindowOutcomes.Said type =
        new WindowOutcomes.Said(
            List.of("a", "b"),
            new int[] {0, 1, 0, 1, -1},
            new int[] {0, 1, 0, 2, -1},
            new int[] {1, 1, 1, 3, 0});
    WindowFacts said =
        new WindowFacts(dataset, facts.table(), new WindowOutcomes("late", Map.of("type", type)));

    assertThat(WindowFilter.apply("error(type)", said)).containsExactly(1, 3);
    assertThat(WindowFilter.apply("-error(type)", said)).containsExactly(0, 2, 4);
    assertThat(WindowFilter.apply("face error(type)", said)).isEmpty();
    assertThat(WindowFilter.apply("prediction(type)=b", said)).containsExactly(1, 3);
    assertThat(said.columns().get(3).text().apply(3)).isEqualTo("2 of 3");
    assertThat(said.columns().get(3).text().apply(0)).isEqualTo("right");
    assertThat(said.columns().get(3).text().apply(4)).isEmpty();
  }
}
