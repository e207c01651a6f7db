package org.loupe.method.temporal.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;

/**
 * Factors of the time spans.
 *
 * @param asked those asked for, in the order of asking
 * @param all these and those of the sweep, ascending, each once
 */
record Scales(double[] asked, double[] all) {
  /** The most factors that may be asked for, and the most of a sweep. */
  static final int MOST = 101;

  /** The usual ones. */
  static final String USUAL = "0.5,1,2,5";

  private static final double ROUNDING = 1e-12;

  /**
   * Reads factors.
   *
   * @param text numbers above zero, separated by commas
   * @param sweep how many more from 0.1 to 10; none below 2
   * @throws BadInputException saying what would be right
   */
  static Scales parse(String text, int sweep) throws BadInputException {
    double[] asked;
    try {
      asked = Arrays.stream(text.strip().split("\\s*,\\s*")).mapToDouble(Double::valueOf).toArray();
    } catch (NumberFormatException e) {
      throw wrong(text, e);
    }
    if (asked.length > MOST
        || Arrays.stream(asked).anyMatch(scale -> !(scale > 0) || !Double.isFinite(scale))) {
      throw wrong(text, null);
    }
    TreeSet<Double> all = new TreeSet<>();
    Arrays.stream(asked).forEach(all::add);
    for (int i = 0; sweep > 1 && i < sweep; i++) {
      double scale = Math.pow(10, -1 + 2.0 * i / (sweep - 1));
      if (all.stream().noneMatch(known -> Math.abs(known - scale) < ROUNDING)) {
        all.add(scale);
      }
    }
    return new Scales(asked, all.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static BadInputException wrong(String text, @Nullable NumberFormatException cause) {
    return new BadInputException(
        "Parameter 'scales' is '"
            + text
            + "'; it must be 1 to "
            + MOST
            + " numbers above 0, separated by commas, for example "
            + USUAL
            + ".",
        cause);
  }

  /** The place of a factor that was asked for among all. */
  int place(int asking) {
    return Arrays.binarySearch(all, asked[asking]);
  }

  /** Places among all of those that are not 1. */
  int[] changing() {
    return IntStream.range(0, all.length).filter(i -> all[i] != 1).toArray();
  }

  /** '×0.5', '×1.33'. */
  static String text(double scale) {
    String digits = String.format(Locale.ROOT, "%.3g", scale);
    return "×" + (digits.contains(".") ? digits.replaceFirst("\\.?0+$", "") : digits);
  }
}
