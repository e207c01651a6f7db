package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Round values inside a range.
 *
 * @param values ascending, multiples of 1, 2 or 5 times a power of ten
 * @param labels one per value
 * @param exponent power of ten that was taken out of the labels, 0 for none
 */
record Ticks(List<Double> values, List<String> labels, int exponent) {
  private static final double SLACK = 1e-9;

  /** As many round values as fit, at most the number given and at least none. */
  static Ticks of(Range range, int most) {
    double step = step(range.span() / Math.max(1, most));
    long first = (long) Math.ceil(range.from() / step - SLACK);
    long last = (long) Math.floor(range.to() / step + SLACK);
    double greatest = Math.max(Math.abs(first * step), Math.abs(last * step));
    int exponent = exponent(greatest);
    int decimals = Math.max(0, exponent - (int) Math.floor(Math.log10(step) + SLACK));
    List<Double> values = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      values.add(i * step);
      labels.add(Numbers.decimals(i * step / Math.pow(10, exponent), decimals));
    }
    return new Ticks(List.copyOf(values), List.copyOf(labels), exponent);
  }

  /** The least round number that is not below a size. */
  static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least * (1 - SLACK)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** The least round whole number that is not below a size. */
  static int wholeStep(double least) {
    return (int) Math.min(1 << 30, Math.max(1, Math.round(step(Math.max(1, least)))));
  }

  private static int exponent(double greatest) {
    boolean plain = greatest == 0 || (greatest >= 0.01 && greatest < 1e5);
    return plain ? 0 : (int) Math.floor(Math.log10(greatest) + SLACK);
  }
}
