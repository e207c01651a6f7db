package org.loupe.method.tokens.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Classes of tokens")
class ByTest {
  @ParameterizedTest
  @CsvSource({
    "NUM_X_-1, NUM_X",
    "NUM_X_14, NUM_X",
    "NUM_F_3.5, NUM_F",
    "X, PARAM_X",
    "G0, G0",
    "G53, G53",
    "Z0., Z0.",
    "UNK, UNK",
    "pick_up, pick_up"
  })
  @DisplayName("leave away the number and name parameters")
  void group(String token, String expected) {
    assertThat(By.GROUP.classOf(token)).isEqualTo(expected);
    assertThat(By.TOKEN.classOf(token)).isEqualTo(token);
  }
}
