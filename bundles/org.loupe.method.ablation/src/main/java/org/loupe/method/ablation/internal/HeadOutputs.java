package org.loupe.method.ablation.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.SomeWindows;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;

/**
 * What the intact model puts out for a block of windows, one row-major array per prediction head.
 */
final class HeadOutputs {
  private final int windows;
  private final Map<String, float[]> values = new LinkedHashMap<>();
  private final Map<String, Integer> units = new LinkedHashMap<>();

  /** Of that many windows. */
  HeadOutputs(int windows) {
    this.windows = windows;
  }

  /**
   * Keeps a micro-batch.
   *
   * @return a sentence if it cannot, else null: a sink cannot throw it
   */
  @Nullable String add(Evaluation evaluation, List<String> heads) {
    int size = evaluation.batch().size();
    for (String head : heads) {
      FloatTensor output = evaluation.outputs().get(head);
      int width = output.size() / Math.max(1, size);
      float[] all = values.get(head);
      if (all == null) {
        all = new float[windows * width];
        values.put(head, all);
        units.put(head, output.axes().get(output.axes().size() - 1).size());
      } else if (all.length != windows * width) {
        return lengths(head, all.length / windows, width);
      }
      System.arraycopy(output.values(), 0, all, evaluation.from() * width, output.size());
    }
    return null;
  }

  private static String lengths(String head, int before, int after) {
    return "Prediction head '"
        + head
        + "' puts out "
        + after
        + " numbers where it put out "
        + before
        + " before: generated sequences of different lengths cannot be compared position by position; choose decoding=teacher_forced.";
  }

  /**
   * The numbers that all prediction heads put out for one window, by what they do for the first.
   */
  static long numbers(
      ModelSession session, BatchSource inputs, List<String> heads, Progress progress)
      throws LoupeException {
    long[] numbers = {0};
    session.evaluate(
        new SomeWindows(inputs, new int[] {0}),
        Query.outputs(heads.toArray(String[]::new)),
        evaluation -> heads.forEach(head -> numbers[0] += evaluation.outputs().get(head).size()),
        progress);
    return numbers[0];
  }

  /** Numbers of one window. */
  int width(String head) {
    return values.get(head).length / windows;
  }

  /** Classes or values of a position. */
  int units(String head) {
    return units.get(head);
  }

  /** Positions of a window. */
  int positions(String head) {
    return width(head) / Math.max(1, units(head));
  }

  /** All windows of the block. */
  float[] of(String head) {
    return values.get(head);
  }

  /**
   * Checks that an ablated output can be compared.
   *
   * @return a sentence if it cannot, else null
   */
  @Nullable String compare(String head, FloatTensor output) {
    int size = output.axes().get(0).size();
    return output.size() == size * width(head)
        ? null
        : lengths(head, width(head), output.size() / Math.max(1, size));
  }

  /**
   * Turns the sentence into what an analyzer throws.
   *
   * @throws BadInputException if there is one
   */
  static void require(@Nullable String problem) throws BadInputException {
    if (problem != null) {
      throw new BadInputException(problem);
    }
  }
}
