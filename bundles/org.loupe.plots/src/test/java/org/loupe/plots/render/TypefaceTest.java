package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.font.FontRenderContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A measured text")
class TypefaceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spindle_load_12",
        "AVATAR To WAY",
        "fi ffl |∂F/∂x| · ×10⁻⁴",
        "Größe−0.5…",
        "日本",
        "e\u0301"
      })
  @DisplayName("is as wide as the font sets it")
  void isAsWide(String text) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    for (boolean bold : new boolean[] {false, true}) {
      for (double size : new double[] {9, 11, 14}) {
        double set = Typeface.font(text, size, bold).getStringBounds(text, context).getWidth();
        assertThat(Typeface.width(text, size, bold)).isCloseTo(set, within(0.05));
      }
    }
  }
}
