package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Kept windows")
class KeptWindowsTest {
  @Test
  @DisplayName("are all where there is room, else evenly spaced ones, one at least")
  void room() {
    assertThat(KeptWindows.of(10, 5, 50).isAll()).isTrue();
    assertThat(KeptWindows.of(10, 5, 49).places()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(KeptWindows.of(10, 5, 20).places()).containsExactly(0, 2, 5, 7);
    assertThat(KeptWindows.of(10, 5, 1).places()).containsExactly(0);
    assertThat(KeptWindows.of(0, 5, 20).places()).isEmpty();
  }

  @ParameterizedTest(name = "{1} of {0}")
  @DisplayName("are found by their places, the others are not")
  @CsvSource({"10,10", "10,4", "7,3", "1000000,999999", "1000000,333", "2000000000,7", "1,1"})
  void index(int windows, int count) {
    KeptWindows kept = new KeptWindows(windows, count);
    for (int i = 0; i < Math.min(count, 1000); i++) {
      assertThat(kept.index(kept.place(i))).isEqualTo(i);
      if (i + 1 < count && kept.place(i) + 1 < kept.place(i + 1)) {
        assertThat(kept.index(kept.place(i) + 1)).isEqualTo(-1);
      }
    }
    int last = windows - 1;
    assertThat(kept.index(last)).isEqualTo(kept.place(count - 1) == last ? count - 1 : -1);
  }

  @Test
  @DisplayName("are named by their numbers in the dataset, and not more than there are")
  void numbers() {
    assertThat(new KeptWindows(4, 2).numbers(new int[] {7, 8, 9, 10}).values())
        .containsExactly(7, 9);
    assertThatThrownBy(() -> new KeptWindows(4, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeptWindows(4, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
