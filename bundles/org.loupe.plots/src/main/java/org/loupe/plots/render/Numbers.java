package org.loupe.plots.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.loupe.plots.ValueAxis;

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

  /** A value as its axis writes it: seconds with their unit. */
  static String value(double value, ValueAxis axis) {
    String text = value(value);
    boolean timed = axis.form() == ValueAxis.Form.SECONDS && Double.isFinite(value);
    return timed ? text + " s" : text;
  }

  /** A share of one with three decimals; '—' where it is no number. */
  static String share(double value) {
    return Double.isFinite(value) ? decimals(value, 3) : "—";
  }

  /** A value with two digits: '0.0031', '1.2×10⁻⁷'. */
  static String rough(double value) {
    return Double.isFinite(value) && value != 0
        ? value(new BigDecimal(value).round(new MathContext(2)).doubleValue())
        : value(value);
  }

  /** A value with a fixed number of decimals; zero is '0'. */
  static String decimals(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : minus(rounded.toPlainString());
  }

  /** A count with thousands apart: '12 480'. */
  static String count(long count) {
    return minus(String.format(Locale.ROOT, "%,d", count)).replace(',', '\u202F');
  }

  /** Seconds as a clock: '1:05', or '1:05:00' where hours are told. */
  static String clock(double seconds, boolean hours) {
    long whole = Math.round(Math.abs(seconds));
    String sign = seconds < 0 ? "−" : "";
    return hours
        ? String.format(
            Locale.ROOT, "%s%d:%02d:%02d", sign, whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%s%d:%02d", sign, whole / 60, whole % 60);
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
