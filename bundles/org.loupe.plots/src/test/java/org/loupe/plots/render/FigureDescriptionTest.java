package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A figure in words")
class FigureDescriptionTest {
  @Test
  @DisplayName("says kind, axes and main numbers")
  void saysNumbers() {
    assertThat(FigureDescription.of(GridFigures.signed()))
        .startsWith("Input × gradient. Heat map of ∂F/∂x · x: 60 columns (time step) by 40 rows")
        .contains("Greatest 0.8 at time step 55, channel 21")
        .endsWith("60 values are missing.");
    assertThat(FigureDescription.of(SampleFigures.grouped()))
        .contains("model: greatest 0.97 at prediction head operation")
        .endsWith("chance 0.2.");
    assertThat(FigureDescription.of(SampleFigures.profile(0))).contains("at time step 4");
    assertThat(FigureDescription.of(SampleFigures.distribution(0))).contains("in 50 bins");
  }

  @Test
  @DisplayName("names the checkpoint, and the reason where there is no figure")
  void namesPanels() {
    List<Panel> panels =
        List.of(
            Panel.of(Chip.of(0), "early", SampleFigures.profile(0)),
            Panel.computing(Chip.of(1), "late", "computing", 0.384));
    Scene scene = Scene.of(panels, RenderOptions.of(Theme.LIGHT, 600, 300));
    assertThat(scene.description())
        .startsWith("A early: Saliency of type over time")
        .endsWith("B late: computing 38 %");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "12,12", "-3,−3", "0.0031234567,0.003123", "1.23456e-7,1.235×10⁻⁷"})
  @DisplayName("writes numbers with four digits")
  void writesNumbers(double value, String text) {
    assertThat(Numbers.value(value)).isEqualTo(text);
  }
}
