package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Logits")
class LogitsTest {
  private static final float INFINITE = Float.POSITIVE_INFINITY;

  @Test
  @DisplayName("say the class of the largest, the first of several, and how sure it is")
  void best() {
    float[] logits = {9, 1, 3, 3, (float) Math.log(3), 0, -INFINITE};
    assertThat(Logits.best(logits, 1, 3)).isEqualTo(1);
    assertThat(Logits.confidence(logits, 4, 3)).isEqualTo(0.75, within(1e-7));
    assertThat(Logits.logProbability(logits, 4, 3, 1)).isEqualTo(Math.log(0.25), within(1e-7));
    assertThat(Logits.logProbability(logits, 4, 3, 2)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  @DisplayName("are of use with classes ruled out, but not with NaN or infinity")
  void usable() {
    float[] logits = {Float.NaN, -INFINITE, 1, INFINITE};
    assertThat(Logits.areUsable(logits, 1, 2)).isTrue();
    assertThat(Logits.areUsable(logits, 0, 2)).isFalse();
    assertThat(Logits.areUsable(logits, 2, 2)).isFalse();
  }
}
