package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A finding")
final class FindingTest {
  @Test
  @DisplayName("sets a minus before negative numbers and leaves ranges and names alone")
  void minus() {
    String sentence =
        new Finding(
                "f",
                "-1.5 points (-3 to -0.5) of windows 0-9, token X-5, well-known.",
                List.of(),
                "always",
                null)
            .sentence();
    assertThat(sentence)
        .isEqualTo("−1.5 points (−3 to −0.5) of windows 0-9, token X-5, well-known.");
  }
}
