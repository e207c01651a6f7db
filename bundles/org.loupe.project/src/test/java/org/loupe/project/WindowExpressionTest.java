package org.loupe.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.project.Project.Slice;
import org.loupe.testkit.FakeDataset;

@DisplayName("A window expression")
class WindowExpressionTest {
  private static final Dataset TEN =
      new FakeDataset("test").with("x", new int[] {10}, new float[10]);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all | 0,1,2,3,4,5,6,7,8,9",
        "3,8 | 3,8",
        "2-4 | 2,3,4",
        "7,2-3, 2 | 7,2,3",
        "slice:end | 8,9"
      })
  @DisplayName("chooses windows, none twice")
  void chooses(String expression, String numbers) throws Exception {
    assertThat(choose(expression)).containsExactly(split(numbers));
  }

  private static int[] split(String numbers) {
    return Arrays.stream(numbers.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  @Test
  @DisplayName("chooses the same random windows for the same seed, ascending")
  void random() throws Exception {
    int[] chosen = choose("random:4");

    assertThat(chosen).hasSize(4).isSorted().doesNotHaveDuplicates();
    assertThat(choose("random:4")).containsExactly(chosen);
    assertThat(choose("random:99")).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 | which has windows 0 to 9",
        "4-2 | Windows '4-2' end before they begin",
        "random:0 | Windows 'random:0' are none; choose at least one",
        "'' | cannot be read",
        "five | cannot be read",
        "1,,2 | cannot be read",
        "-3 | cannot be read",
        "random:x | cannot be read",
        "0-2000000000 | which has windows 0 to 9",
        "slice:start | no slice 'start' of dataset 'test'; there are 'end'"
      })
  @DisplayName("that means nothing is refused")
  void refused(String expression, String message) {
    assertThatThrownBy(() -> choose(expression))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "3,8", " 0-2000000000", "random:9", "slice:whatever"})
  @DisplayName("is well spelt, whatever the dataset")
  void spelling(String expression) {
    assertThatCode(() -> WindowExpression.check(expression)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "some", "3;8", "8-3", "random:", "random:0", "-1"})
  @DisplayName("is badly spelt, whatever the dataset")
  void misspelt(String expression) {
    assertThatThrownBy(() -> WindowExpression.check(expression))
        .isInstanceOf(BadInputException.class);
  }

  private static int[] choose(String expression) throws BadInputException {
    return WindowExpression.choose(expression, TEN, List.of(new Slice("end", "test", "8-9")), 42)
        .numbers();
  }

  @Test
  @DisplayName("writes chosen windows in the shortest way")
  void expression() {
    assertThat(WindowExpression.of(new int[] {7, 3, 4, 5, 9, 9})).isEqualTo("3-5,7,9");
    assertThat(WindowExpression.of(new int[] {394})).isEqualTo("394");
  }
}
