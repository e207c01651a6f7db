package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loupe.plots.ValueAxis.Form;

@DisplayName("An axis over pixels")
class SpanTest {
  @ParameterizedTest
  @EnumSource
  @DisplayName("takes values to pixels and back")
  void goesBothWays(Form form) {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      double from = random.nextDouble() * 8 - 4;
      Range shown = new Range(from, from + 0.01 + random.nextDouble() * 6);
      Span span = new Span(shown, 300 * random.nextDouble(), 400 + random.nextDouble(), form);
      double units = shown.from() + random.nextDouble() * shown.span();
      double value = form == Form.LOG ? Math.pow(10, units) : units;
      double pixel = span.pixel(value);
      assertThat(span.value(pixel)).isCloseTo(value, within(1e-9 * Math.abs(value) + 1e-9));
      assertThat(span.units(pixel)).isCloseTo(units, within(1e-9));
    }
  }

  @Test
  @DisplayName("has no pixel for what is not above zero on a logarithmic axis")
  void hasNoPlace() {
    Span span = new Span(new Range(0, 3), 0, 300, Form.LOG);
    assertThat(span.pixel(0)).isNaN();
    assertThat(span.pixel(-5)).isNaN();
    assertThat(span.pixel(10)).isEqualTo(100);
    assertThat(span.floor()).isZero();
  }

  @Test
  @DisplayName("keeps what is far away at a finite distance")
  void staysFinite() {
    Span span = new Span(new Range(0, 1e-300), 0, 300, Form.LINEAR);
    assertThat(span.pixel(1e300)).isFinite().isGreaterThan(300);
    assertThat(span.pixel(Double.NEGATIVE_INFINITY)).isFinite().isNegative();
  }
}
