package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A theme")
class ThemeTest {
  /** Full colour vision, then Machado et al. 2009: protanopia, deuteranopia. */
  private static final List<double[][]> EYES =
      List.of(
          new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
          new double[][] {
            {0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}
          },
          new double[][] {
            {0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}
          });

  static Stream<Theme> themes() {
    return Stream.of(Theme.LIGHT, Theme.DARK);
  }

  @ParameterizedTest
  @MethodSource("themes")
  @DisplayName("writes text with a contrast of at least 4.5 to 1")
  void isLegible(Theme theme) {
    for (int text : new int[] {theme.text(), theme.quietText(), theme.highlight()}) {
      assertThat(Colors.contrast(text, theme.background())).isGreaterThanOrEqualTo(4.5);
    }
    for (int chip : theme.palette()) {
      assertThat(Colors.contrast(Colors.textOn(chip), chip)).isGreaterThanOrEqualTo(4.5);
    }
  }

  @ParameterizedTest
  @MethodSource("themes")
  @DisplayName("has a palette that colour-blind readers can tell apart")
  void isToldApart(Theme theme) {
    for (double[][] eye : EYES) {
      for (int i = 0; i < theme.palette().size(); i++) {
        for (int j = 0; j < i; j++) {
          double[] one = ColorsInTests.seen(eye, theme.color(i));
          double[] other = ColorsInTests.seen(eye, theme.color(j));
          assertThat(ColorsInTests.distance(one, other))
              .as("colours %d and %d", i, j)
              .isGreaterThan(i < 4 ? 24 : 16);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("themes")
  @DisplayName("has sixteen colours that differ, for as many compared checkpoints")
  void isEnough(Theme theme) {
    for (int i = 0; i < 16; i++) {
      int color = theme.color(i);
      assertThat(Colors.contrast(color, theme.background())).isGreaterThan(3);
      assertThat(Colors.contrast(Colors.textOn(color), color)).isGreaterThanOrEqualTo(4.5);
      for (int j = 0; j < i; j++) {
        double[] one = ColorsInTests.seen(EYES.get(0), color);
        double[] other = ColorsInTests.seen(EYES.get(0), theme.color(j));
        assertThat(ColorsInTests.distance(one, other))
            .as("colours %d and %d", i, j)
            .isGreaterThan(14);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("themes")
  @DisplayName("keeps every palette colour apart from the ground")
  void isVisible(Theme theme) {
    assertThat(theme.palette()).allMatch(color -> Colors.contrast(color, theme.background()) >= 3);
  }
}
