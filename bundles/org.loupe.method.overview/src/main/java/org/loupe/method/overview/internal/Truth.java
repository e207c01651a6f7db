package org.loupe.method.overview.internal;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.HeadMask;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;

/**
 * The true values of a prediction head on all windows, and which of its positions count.
 *
 * @param head the prediction head
 * @param positions of one window: its steps, or 1
 * @param width values per position: 1 for classes
 * @param values [N, positions, width]; a class number, or a value; NaN where it is none
 * @param counts [N, positions]
 */
record Truth(PredictionHead head, int positions, int width, float[] values, boolean[] counts) {
  private static final int CHUNK = 256;

  /**
   * Reads.
   *
   * @param reference where the true values stand
   * @throws BadInputException if arrays are missing or do not fit the head, or are too many
   */
  static Truth read(
      PredictionHead head, ArrayReference reference, Windows windows, Progress progress)
      throws BadInputException {
    Dataset dataset = windows.dataset();
    int[] shape = dataset.read(reference, new int[] {windows.numbers()[0]}).shape();
    boolean perValue =
        head.kind() == PredictionHead.Kind.REGRESSION && shape.length == head.axes().size();
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    int width = perValue ? shape[shape.length - 1] : 1;
    int positions = width == 0 ? 0 : size / width;
    long bytes = 4L * size * windows.size();
    if (bytes > Runtime.getRuntime().maxMemory() / 16) {
      throw new BadInputException(
          String.format(
              "The true values of prediction head '%s' on %d windows take %d MiB, too much to be compared at once; choose fewer windows, for example --windows random:%d.",
              head.name(), windows.size(), bytes >> 20, Math.max(1, windows.size() / 10)));
    }
    float[] values = new float[size * windows.size()];
    boolean[] counts = new boolean[positions * windows.size()];
    for (int from = 0; from < windows.size(); from += CHUNK) {
      progress.checkCancelled();
      int to = Math.min(windows.size(), from + CHUNK);
      int[] numbers = Arrays.copyOfRange(windows.numbers(), from, to);
      Tensor truth = dataset.read(reference, numbers);
      for (int i = 0; i < truth.size(); i++) {
        values[from * size + i] = (float) truth.number(i);
      }
      boolean[] some = HeadMask.counts(head, dataset, numbers, positions * numbers.length);
      System.arraycopy(some, 0, counts, from * positions, some.length);
    }
    return new Truth(head, positions, width, values, counts);
  }

  boolean isCategorical() {
    return head.kind() == PredictionHead.Kind.CATEGORICAL;
  }

  /** Whether a position of a window counts. */
  boolean counts(int window, int position) {
    return counts[window * positions + position];
  }

  /** The true value of a position that counts. */
  float value(int window, int position, int unit) {
    return values[(window * positions + position) * width + unit];
  }

  /** Why there is nothing to score, or null. */
  @Nullable String lack() {
    if (counted() == 0) {
      return "no position of these windows counts";
    }
    int classes = head.labels().size();
    if (!isCategorical() || classes == 0) {
      return null;
    }
    float wrong = 0;
    for (int i = 0; i < values.length; i++) {
      if (counts[i] && values[i] >= 0 && values[i] != Math.rint(values[i])) {
        return "its true values are no class numbers, but such as " + values[i];
      } else if (counts[i] && values[i] >= 0 && values[i] < classes) {
        return null;
      }
      wrong = counts[i] ? values[i] : wrong;
    }
    return String.format(
        Locale.ROOT,
        "none of its true values is a class of 0 to %d, they are such as %.0f",
        classes - 1,
        wrong);
  }

  /** How many positions count. */
  int counted() {
    int counted = 0;
    for (boolean count : counts) {
      counted += count ? 1 : 0;
    }
    return counted;
  }
}
