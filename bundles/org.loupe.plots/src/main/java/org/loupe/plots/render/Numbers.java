package org.loupe.plots.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them. */
final class Numbers {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final MathContext DIGITS = new MathContext(4);

  private Numbers() {}

  /** A value with four digits: '0.003123', '1.2×10⁻⁷', 'missing' where it is no number. */
  static String value(double value) {
    if (Double.isNaN(value)) {
      return "missing";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e9) {
      return minus(Long.toString((long) value));
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    if (size >= 1e-4 && size < 1e6) {
      return minus(rounded.toPlainString());
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    return minus(rounded.movePointLeft(exponent).toPlainString()) + power(exponent);
  }

  /** A value with a fixed number of decimals; zero is '0'. */
  static String decimals(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : minus(rounded.toPlainString());
  }

  /** '×10⁻⁴'. */
  static String power(int exponent) {
    StringBuilder text = new StringBuilder("×10");
    if (exponent < 0) {
      text.append('⁻');
    }
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }
}
