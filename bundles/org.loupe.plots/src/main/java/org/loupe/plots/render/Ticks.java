package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.loupe.plots.ValueAxis.Form;

/**
 * Round values inside a range.
 *
 * @param values ascending, in the units of the axis: for a logarithmic one the logarithms of powers
 *     of ten, or of 1, 2 and 5 times those; for seconds round times; for ranks 1 and whole numbers;
 *     else multiples of 1, 2 or 5 times a power of ten
 * @param labels one per value
 * @param exponent power of ten that was taken out of the labels, 0 for none
 */
record Ticks(List<Double> values, List<String> labels, int exponent) {
  private static final double SLACK = 1e-9;
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  /** As far from the first rank, in steps, the next one may be labelled. */
  private static final double NEXT_RANK = 0.75;

  /** Steps of a clock, in seconds. */
  private static final double[] CLOCK = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400
  };

  /** Below so many powers of ten, 2 and 5 are marked between them. */
  private static final double FEW_DECADES = 2;

  /** Below so many, a logarithmic axis is almost even and marked like one. */
  private static final double ALMOST_EVEN = 0.7;

  /** Round values of an axis of some form, at most about the number given. */
  static Ticks of(Range range, int most, Form form) {
    return switch (form) {
      case LINEAR -> of(range, most);
      case LOG -> logarithmic(range, most);
      case SECONDS -> clock(range, most);
      case RANK -> ranks(range, most);
    };
  }

  /** As many round values as fit, at most the number given and at least none. */
  static Ticks of(Range range, int most) {
    double step = step(range.span() / Math.max(1, most));
    List<Double> values = multiples(range, step);
    double greatest = values.stream().mapToDouble(Math::abs).max().orElse(0);
    int exponent = exponent(greatest);
    int decimals = Math.max(0, exponent - (int) Math.floor(Math.log10(step) + SLACK));
    List<String> labels =
        values.stream()
            .map(value -> Numbers.decimals(value / Math.pow(10, exponent), Math.min(12, decimals)))
            .toList();
    return new Ticks(values, labels, exponent);
  }

  /** The first rank and whole numbers that are not too near to it. */
  private static Ticks ranks(Range range, int most) {
    int step = wholeStep(range.span() / Math.max(1, most));
    List<Double> values =
        Stream.concat(
                Stream.of(1.0),
                multiples(range, step).stream().filter(rank -> rank - 1 >= NEXT_RANK * step))
            .filter(range::contains)
            .toList();
    return new Ticks(values, values.stream().map(value -> Numbers.decimals(value, 0)).toList(), 0);
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

  /** The least distance between neighbours, infinite for fewer than two. */
  double gap() {
    double gap = Double.POSITIVE_INFINITY;
    for (int i = 1; i < values.size(); i++) {
      gap = Math.min(gap, values.get(i) - values.get(i - 1));
    }
    return gap;
  }

  private static List<Double> multiples(Range range, double step) {
    List<Double> values = new ArrayList<>();
    double first = Math.ceil(range.from() / step - SLACK);
    double last = Math.floor(range.to() / step + SLACK);
    // Numbers so large that a step does not change them have no ticks between them.
    for (double i = first; i <= last && values.size() <= range.span() / step + 1; i++) {
      values.add(i * step);
    }
    return List.copyOf(values);
  }

  private static Ticks logarithmic(Range range, int most) {
    if (range.span() < ALMOST_EVEN) {
      return almostEven(range, most);
    }
    List<Double> values = new ArrayList<>();
    boolean between = range.span() <= FEW_DECADES && most >= 3 * range.span();
    int step = (int) Math.max(1, Math.ceil(range.span() / Math.max(1, most)));
    for (int power = (int) Math.floor(range.from()); power <= range.to() + SLACK; power++) {
      for (double factor : between ? new double[] {1, 2, 5} : new double[] {1}) {
        double value = power + Math.log10(factor);
        if (Math.floorMod(power, step) == 0
            && value >= range.from() - SLACK
            && value <= range.to() + SLACK) {
          values.add(value);
        }
      }
    }
    return new Ticks(List.copyOf(values), values.stream().map(Ticks::power).toList(), 0);
  }

  private static Ticks almostEven(Range range, int most) {
    Range linear = new Range(Math.pow(10, range.from()), Math.pow(10, range.to()));
    Ticks ticks = of(linear, most);
    return new Ticks(
        ticks.values().stream().map(Math::log10).toList(), ticks.labels(), ticks.exponent());
  }

  private static String power(double logarithm) {
    int power = (int) Math.floor(logarithm + SLACK);
    if (power >= -4 && power <= 5) {
      int decimals = Math.max(0, -power);
      return Numbers.decimals(Math.pow(10, logarithm), decimals);
    }
    long factor = Math.round(Math.pow(10, logarithm - power));
    String ten = Numbers.power(power);
    return factor == 1 ? ten.substring(1) : factor + ten;
  }

  private static Ticks clock(Range range, int most) {
    double least = range.span() / Math.max(1, most);
    double greatest = Math.max(Math.abs(range.from()), Math.abs(range.to()));
    if (least < 1 || greatest < MINUTE) {
      return seconds(range, most, greatest);
    }
    double step = CLOCK[CLOCK.length - 1] * step(least / CLOCK[CLOCK.length - 1]);
    for (int i = CLOCK.length - 1; i >= 0 && CLOCK[i] >= least * (1 - SLACK); i--) {
      step = CLOCK[i];
    }
    List<Double> values = multiples(range, step);
    boolean hours = greatest >= HOUR;
    return new Ticks(values, values.stream().map(v -> Numbers.clock(v, hours)).toList(), 0);
  }

  private static Ticks seconds(Range range, int most, double greatest) {
    double step = step(range.span() / Math.max(1, most));
    boolean milli = greatest < 1;
    double unit = milli ? 1e-3 : 1;
    int decimals = Math.max(0, -(int) Math.floor(Math.log10(step / unit) + SLACK));
    List<Double> values = multiples(range, step);
    List<String> labels =
        values.stream()
            .map(v -> Numbers.decimals(v / unit, Math.min(12, decimals)) + (milli ? " ms" : " s"))
            .toList();
    return new Ticks(values, labels, 0);
  }

  private static int exponent(double greatest) {
    boolean plain = greatest == 0 || (greatest >= 0.01 && greatest < 1e5);
    return plain ? 0 : (int) Math.floor(Math.log10(greatest) + SLACK);
  }
}
