package org.loupe.method.temporal.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;

/**
 * The input of time spans, and its numbers in the chosen windows.
 *
 * @param input its name
 * @param unit of its values, or null
 * @param mean over windows, one per step; a single one where windows have one span each
 * @param least of all
 * @param greatest of all
 * @param count how many there are in all windows
 * @param zeros how many of them are zero
 * @param negatives how many of them are negative
 * @param firstNegative the first negative one in words, or empty
 */
record TimeSpans(
    String input,
    @Nullable String unit,
    double[] mean,
    double least,
    double greatest,
    long count,
    long zeros,
    long negatives,
    String firstNegative) {
  private static final int AT_ONCE = 256;

  /** The card's input in the role of time spans. */
  static Optional<InputCard> find(ModelCard card) {
    return card.inputs().stream().filter(input -> "timespans".equals(input.role())).findFirst();
  }

  /** Whether the subject's dataset has them; an optional input may be missing. */
  static boolean isStored(InputCard input, Subject subject) {
    return subject.windows().dataset().arrays().containsKey(input.data().array());
  }

  /**
   * Reads the spans of the subject's windows.
   *
   * @param input in the role of time spans
   * @param steps how many steps the windows have
   * @throws BadInputException if the dataset has none, or not one per step or per window
   */
  static TimeSpans read(InputCard input, Subject subject, int steps, Progress progress)
      throws BadInputException {
    Dataset dataset = subject.windows().dataset();
    if (!isStored(input, subject)) {
      throw missing(input);
    }
    if (!input.elementType().isFloatingPoint()) {
      throw new BadInputException(
          "Input '"
              + input.name()
              + "' is "
              + input.elementType().key()
              + "; time spans are scaled and differentiated by, so the model must take floating-point numbers.");
    }
    int[] numbers = subject.windows().numbers();
    Tally tally = new Tally();
    for (int from = 0; from < numbers.length; from += AT_ONCE) {
      progress.checkCancelled();
      int[] some = Arrays.copyOfRange(numbers, from, Math.min(numbers.length, from + AT_ONCE));
      Tensor values = dataset.read(input.data(), some);
      requireOnePerStep(input, values, steps);
      tally.add(values, some);
    }
    return tally.of(input);
  }

  /** That the dataset lacks them. */
  static BadInputException missing(InputCard input) {
    return new BadInputException(
        "The dataset has no array '"
            + input.data().array()
            + "' for input '"
            + input.name()
            + "', so there are no time spans to look at; add one span per step, [N,T].");
  }

  private static void requireOnePerStep(InputCard input, Tensor values, int steps)
      throws BadInputException {
    int[] shape = values.shape();
    boolean one = Arrays.stream(shape).skip(1).allMatch(size -> size == 1);
    boolean perStep =
        shape.length > 1
            && shape[1] == steps
            && Arrays.stream(shape).skip(2).allMatch(size -> size == 1);
    if (!one && !perStep) {
      shape[0] = 1;
      throw new BadInputException(
          "Input '"
              + input.name()
              + "' has the shape "
              + Tensor.describe(shape)
              + " for a window of "
              + steps
              + " steps; time spans must be one per step, [N,T] or [N,T,1], or one per window, [N].");
    }
  }

  /** Whether every step has a span of its own. */
  boolean isPerStep() {
    return mean.length > 1;
  }

  /** Whether they are of a single window. */
  boolean isOfOneWindow() {
    return count == mean.length;
  }

  /** Whether all are the same. */
  boolean isConstant() {
    return least == greatest;
  }

  /** The mean of all spans. */
  double overall() {
    return Arrays.stream(mean).average().orElse(Double.NaN);
  }

  /** The mean time that has passed at the end of each of so many steps. */
  double[] elapsed(int steps) {
    double[] elapsed = new double[steps];
    double sum = 0;
    for (int t = 0; t < steps; t++) {
      sum += mean[isPerStep() ? t : 0];
      elapsed[t] = sum;
    }
    return elapsed;
  }

  /** A span or a time with its unit. */
  String text(double time) {
    return Numbers.significant(time) + (unit == null ? "" : " " + unit);
  }

  /**
   * Refuses spans that cannot be scaled: negative ones, and nothing but zeros.
   *
   * @throws BadInputException naming the first that is negative
   */
  void requireScalable() throws BadInputException {
    if (zeros == count) {
      throw new BadInputException(
          "All "
              + count
              + " time spans in '"
              + input
              + "' are zero, which stays zero however it is scaled; give the time between the steps.");
    }
    if (negatives > 0) {
      throw new BadInputException(
          "Time spans must not be negative to be scaled, but "
              + negatives
              + " of "
              + count
              + " in '"
              + input
              + "' are, first "
              + firstNegative
              + "; order the steps by time, or undo what shifted the spans below zero.");
    }
  }

  /** What is odd about the spans, for people to know. */
  List<Finding> cautions(String figure) {
    if (zeros + negatives == 0) {
      return List.of();
    }
    return List.of(
        Finding.caution(
            "odd_spans",
            (negatives == 0
                    ? String.format("%d of %d time spans are zero", zeros, count)
                    : String.format(
                        "%d of %d time spans are negative (first %s) and %d are zero",
                        negatives, count, firstNegative, zeros))
                + ": a state does not move over a span of zero, and scaling leaves it as it is.",
            List.of((double) zeros, (double) negatives, (double) count),
            "said whenever a time span is zero or negative",
            figure));
  }

  /** Gathers the spans of some windows after the other. */
  private static final class Tally {
    private double[] sum = {};
    private int windows;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private long zeros;
    private long negatives;
    private String firstNegative = "";

    void add(Tensor values, int[] numbers) {
      int each = values.size() / numbers.length;
      if (windows == 0) {
        sum = new double[each];
      }
      windows += numbers.length;
      for (int i = 0; i < values.size(); i++) {
        double span = values.number(i);
        sum[i % each] += span;
        least = Math.min(least, span);
        greatest = Math.max(greatest, span);
        if (span == 0) {
          zeros++;
        } else if (span < 0) {
          if (negatives == 0) {
            firstNegative =
                Numbers.significant(span)
                    + " in window "
                    + numbers[i / each]
                    + (each > 1 ? ", step " + i % each : "");
          }
          negatives++;
        }
      }
    }

    TimeSpans of(InputCard input) {
      double[] mean = Arrays.stream(sum).map(total -> total / windows).toArray();
      return new TimeSpans(
          input.name(),
          input.unit(),
          mean,
          least,
          greatest,
          (long) windows * mean.length,
          zeros,
          negatives,
          firstNegative);
    }
  }
}
