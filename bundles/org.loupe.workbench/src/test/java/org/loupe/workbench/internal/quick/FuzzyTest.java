package org.loupe.workbench.internal.quick;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Fuzzy matching")
class FuzzyTest {
  @Test
  @DisplayName("finds letters in order, whatever their case, and says where")
  void letters() {
    assertThat(Fuzzy.of("slc", "Saliency").orElseThrow().letters()).containsExactly(0, 2, 6);
    assertThat(Fuzzy.of("cls", "Saliency")).isEmpty();
    assertThat(Fuzzy.of("saliencyx", "Saliency")).isEmpty();
  }

  @Test
  @DisplayName("prefers beginnings of words over letters within them")
  void words() {
    assertThat(Fuzzy.of("rl", "Reset Layout").orElseThrow().letters()).containsExactly(0, 6);
    assertThat(score("ph", "Prediction heads")).isGreaterThan(score("ph", "Graph"));
    assertThat(score("sen", "Sensors")).isGreaterThan(score("sen", "Time sensitivity"));
  }

  @Test
  @DisplayName("takes capitals within a name for beginnings, as of a sensor's axis")
  void capitals() {
    assertThat(Fuzzy.of("at", "frame_left.AxTemp").orElseThrow().letters()).containsExactly(11, 13);
  }

  @Test
  @DisplayName("looks for each word by itself, in any order")
  void anyOrder() {
    assertThat(Fuzzy.of("layout reset", "Reset Layout").orElseThrow().letters())
        .containsExactly(0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11);
  }

  @Test
  @DisplayName("matches everything alike where nothing is typed")
  void empty() {
    assertThat(Fuzzy.of(" ", "Any").orElseThrow().letters()).isEmpty();
  }

  @Test
  @DisplayName("keeps places right where lower case is longer than upper case")
  void lowerCaseOfOtherLength() {
    assertThat(Fuzzy.of("b", "İb").orElseThrow().letters()).containsExactly(1);
  }

  private static int score(String query, String title) {
    return Fuzzy.of(query, title).orElseThrow().score();
  }
}
