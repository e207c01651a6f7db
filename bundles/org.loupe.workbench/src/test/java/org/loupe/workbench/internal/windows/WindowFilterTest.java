package org.loupe.workbench.internal.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.Windows;
import org.loupe.project.WindowTable;
import org.loupe.testkit.FakeDataset;
import org.loupe.workbench.internal.core.WindowFacts;

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
    "window=x, ''",
    "colour=red, ''"
  })
  @DisplayName("keeps the windows that match every word")
  void filters(String text, String expected) {
    assertThat(WindowFilter.apply(text, facts))
        .containsExactly(
            expected.isEmpty()
                ? new int[0]
                : List.of(expected.split(",")).stream().mapToInt(Integer::parseInt).toArray());
  }
}
