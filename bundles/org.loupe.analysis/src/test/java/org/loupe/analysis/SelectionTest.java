package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;

@DisplayName("A selection")
class SelectionTest {
  @Test
  @DisplayName("has each number once, ascending, and equals the same numbers however they came")
  void ascending() {
    Selection selection = Selection.NONE.with(Dimension.CHANNEL, new int[] {7, 2, 7, 5});

    assertThat(selection.of(Dimension.CHANNEL)).containsExactly(2, 5, 7);
    assertThat(selection.of(Dimension.CHANNEL)).isEqualTo(Set.of(2, 5, 7));
    assertThat(Set.of(2, 5, 7)).isEqualTo(selection.of(Dimension.CHANNEL));
    assertThat(selection.of(Dimension.CHANNEL)).hasSameHashCodeAs(Set.of(2, 5, 7));
    assertThat(selection)
        .isEqualTo(new Selection(Map.of(Dimension.CHANNEL, Set.of(5, 7, 2))))
        .isNotEqualTo(selection.adding(Dimension.CHANNEL, new int[] {1}));
    assertThat(selection.of(Dimension.CHANNEL).contains(5)).isTrue();
    assertThat(selection.of(Dimension.CHANNEL).contains(6)).isFalse();
  }

  @Test
  @DisplayName("grows by more numbers, and leaves out dimensions that have none")
  void adding() {
    Selection selection =
        Selection.NONE
            .with(Dimension.WINDOW, new int[] {3, 4})
            .adding(Dimension.WINDOW, new int[] {4, 1})
            .with(Dimension.TIME, new int[0]);

    assertThat(selection.positions()).containsOnlyKeys(Dimension.WINDOW);
    assertThat(selection.of(Dimension.WINDOW)).containsExactly(1, 3, 4);
    assertThat(selection.of(Dimension.TIME)).isEmpty();
  }

  @Test
  @DisplayName("takes very many numbers")
  void many() {
    int[] numbers = IntStream.range(0, 200_000).toArray();

    Selection selection = Selection.NONE.with(Dimension.WINDOW, numbers);

    assertThat(selection.of(Dimension.WINDOW)).hasSize(numbers.length);
    assertThat(selection).isEqualTo(Selection.NONE.with(Dimension.WINDOW, numbers));
  }
}
