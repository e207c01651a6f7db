package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Resampling")
class ResamplingTest {
  @Test
  @DisplayName("warns of few units, and of one that allows no interval")
  void fewUnits() {
    Finding five = recordings(5).caution("accuracy").orElseThrow();
    assertThat(five.kind()).isEqualTo(Finding.Kind.CAUTION);
    assertThat(five.id()).isEqualTo("few_units");
    assertThat(five.sentence())
        .isEqualTo("The intervals are uncertain themselves: they resample only 5 recordings.");
    assertThat(five.numbers()).containsExactly(5.0);
    assertThat(five.figure()).isEqualTo("accuracy");
    assertThat(recordings(1).caution("accuracy").orElseThrow().sentence())
        .isEqualTo("There are too few clusters for an interval: only one recording.");
  }

  @Test
  @DisplayName("does not warn of enough units, nor of a single window")
  void enoughUnits() {
    assertThat(recordings(6).caution("accuracy")).isEmpty();
    assertThat(Resampling.windows(1).caution("accuracy")).isEmpty();
  }

  /** Two windows of each. */
  private static Resampling recordings(int units) {
    int[] unit = new int[2 * units];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = i / 2;
    }
    return new Resampling(unit, units, "recording");
  }
}
