package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.analysis.HeadMask;
import org.loupe.analysis.Result;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * What a checkpoint said of every window, as far as results tell: the arrays {@code
 * prediction/<head>} of a result, held against the true values of the dataset.
 *
 * @param checkpoint the checkpoint's name
 * @param heads by prediction head, in the card's order
 */
public record WindowOutcomes(String checkpoint, Map<String, Said> heads) {
  /** Where the result has no such window. */
  static final int UNKNOWN = -1;

  private static final String PREDICTION = "prediction/";

  /**
   * A prediction head on all windows of the dataset.
   *
   * @param classes names of the classes
   * @param predicted the class per window, {@value #UNKNOWN} where unknown; empty of heads that say
   *     something at several steps
   * @param errors wrong positions per window, {@value #UNKNOWN} where unknown; empty without true
   *     values
   * @param counted positions that count per window
   */
  public record Said(List<String> classes, int[] predicted, int[] errors, int[] counted) {
    /** The predicted class in words; empty where unknown. */
    String prediction(int window) {
      int found = predicted[window];
      if (found < 0) {
        return "";
      }
      return found < classes.size() ? classes.get(found) : Integer.toString(found);
    }

    /** '2 of 16 wrong', 'right'; empty where unknown. */
    String errors(int window) {
      if (errors[window] < 0) {
        return "";
      } else if (counted[window] == 1) {
        return errors[window] == 0 ? "right" : "wrong";
      }
      return errors[window] + " of " + counted[window];
    }
  }

  /** Nothing is known. */
  static WindowOutcomes none() {
    return new WindowOutcomes("", Map.of());
  }

  /** Whether a result of these arrays says what was predicted. */
  static boolean isTold(Set<String> arrays) {
    return arrays.stream().anyMatch(array -> array.startsWith(PREDICTION));
  }

  /**
   * Reads a result. Not on a UI thread.
   *
   * @param checkpoint the result is of
   * @param dataset the result is of
   * @throws BadInputException if the true values do not fit the card
   */
  static WindowOutcomes of(Result result, Checkpoint checkpoint, Dataset dataset)
      throws BadInputException {
    Map<String, Tensor> arrays = result.arrays();
    int[] windows = result.provenance().windows();
    Map<String, Said> heads = new LinkedHashMap<>();
    for (PredictionHead head : checkpoint.card().heads()) {
      Tensor predicted = arrays.get(PREDICTION + head.name());
      boolean fits =
          head.kind() == PredictionHead.Kind.CATEGORICAL
              && predicted != null
              && windows.length > 0
              && predicted.size() % windows.length == 0;
      if (fits) {
        heads.put(head.name(), said(head, predicted, windows, dataset));
      }
    }
    return new WindowOutcomes(checkpoint.name(), heads);
  }

  private static Said said(PredictionHead head, Tensor predicted, int[] windows, Dataset dataset)
      throws BadInputException {
    int steps = predicted.size() / windows.length;
    int[] classes = steps == 1 ? unknown(dataset.size()) : new int[0];
    for (int n = 0; steps == 1 && n < windows.length; n++) {
      classes[windows[n]] = (int) predicted.number(n);
    }
    ArrayReference target = head.target();
    if (target == null || !dataset.arrays().containsKey(target.array())) {
      return new Said(head.labels(), classes, new int[0], new int[0]);
    }
    Tensor truth = dataset.read(target, windows);
    boolean[] counts = HeadMask.counts(head, dataset, windows, predicted.size());
    int[] errors = unknown(dataset.size());
    int[] counted = new int[dataset.size()];
    for (int n = 0; truth.size() == predicted.size() && n < windows.length; n++) {
      errors[windows[n]] = 0;
      for (int i = n * steps; i < (n + 1) * steps; i++) {
        if (counts[i] && truth.number(i) >= 0 && predicted.number(i) >= 0) {
          counted[windows[n]]++;
          errors[windows[n]] += truth.number(i) == predicted.number(i) ? 0 : 1;
        }
      }
    }
    return new Said(head.labels(), classes, errors, counted);
  }

  private static int[] unknown(int size) {
    int[] values = new int[size];
    Arrays.fill(values, UNKNOWN);
    return values;
  }

  /** A column per prediction head of what it said, where that is one class, and of its errors. */
  List<WindowFacts.Column> columns() {
    List<WindowFacts.Column> columns = new ArrayList<>();
    heads.forEach(
        (name, said) -> {
          if (said.predicted().length > 0) {
            columns.add(new WindowFacts.Column("prediction(" + name + ")", said::prediction));
          }
          if (said.errors().length > 0) {
            columns.add(
                new WindowFacts.Column(
                    "error(" + name + ")", said::errors, window -> said.errors()[window] > 0));
          }
        });
    return columns;
  }
}
