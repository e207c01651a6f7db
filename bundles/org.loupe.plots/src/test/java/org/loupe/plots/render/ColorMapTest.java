package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.loupe.plots.ColorMap;

@DisplayName("A colour map")
class ColorMapTest {
  @ParameterizedTest
  @EnumSource
  @DisplayName("lets words stand on every colour with a contrast of 4.5 to 1")
  void carriesWords(ColorMap map) {
    for (int level = 0; level < 256; level++) {
      int ground = map.color(level / 255.0);
      assertThat(Colors.contrast(Colors.textOn(ground), ground)).isGreaterThanOrEqualTo(4.5);
    }
  }

  private static final double ROUNDING = 0.6;

  @ParameterizedTest
  @EnumSource(names = {"VIRIDIS", "MAGMA", "EMBER", "HOT", "GREY"})
  @DisplayName("of one sign has a lightness that only rises, or only falls")
  void isMonotone(ColorMap map) {
    double direction =
        Math.signum(ColorsInTests.lightness(map.color(1)) - ColorsInTests.lightness(map.color(0)));
    for (int i = 1; i < 256; i++) {
      double change =
          ColorsInTests.lightness(map.color(i / 255.0))
              - ColorsInTests.lightness(map.color((i - 1) / 255.0));
      assertThat(change * direction).isGreaterThan(-ROUNDING);
    }
    assertThat(map.diverging()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"VIRIDIS", "MAGMA", "EMBER", "HOT", "GREY"})
  @DisplayName("of both signs is neutral in the middle and equally strong on both sides")
  void isSymmetric(ColorMap map) {
    int middle = map.color(0.5);
    for (int shift = 0; shift < 16; shift += 8) {
      assertThat(middle >> shift & 255).isCloseTo(middle >> shift + 8 & 255, within(6));
    }
    for (double away = 0.05; away <= 0.5; away += 0.05) {
      assertThat(ColorsInTests.lightness(map.color(0.5 - away)))
          .isCloseTo(ColorsInTests.lightness(map.color(0.5 + away)), within(8.0));
    }
    assertThat(map.diverging()).isTrue();
  }

  @Test
  @DisplayName("keeps its end colours beyond the range")
  void keepsEnds() {
    assertThat(ColorMap.VIRIDIS.color(-3)).isEqualTo(0x440154);
    assertThat(ColorMap.VIRIDIS.color(7)).isEqualTo(0xFDE725);
  }
}
