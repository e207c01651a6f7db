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

  @Test
  @DisplayName("says of which windows numbers are, and how sure")
  void words() {
    assertThat(recordings(6).describeWindows(new int[12])).isEqualTo("12 windows, 6 recordings");
    assertThat(Resampling.phrase("12 windows, 6 recordings"))
        .isEqualTo("12 windows of 6 recordings");
    assertThat(recordings(6).uncertainty())
        .isEqualTo("Intervals are 95 %, from 1000 bootstrap resamples of 6 recordings.");
    assertThat(recordings(1).uncertainty())
        .isEqualTo("All windows are of one recording: too few for an interval.");
    assertThat(Resampling.windows(1).describeWindows(new int[] {394})).isEqualTo("window 394");
    assertThat(Resampling.windows(1).uncertainty()).isEqualTo("One window has no interval.");
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
