package org.loupe.workbench.internal.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.loupe.analysis.Result;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * What a checkpoint said of every window, as far as results tell: the arrays {@code
 * prediction/<head>} and {@code confidence/<head>} of results of the same parameters.
 *
 * @param checkpoint the checkpoint's name
 * @param parameters of the results
 * @param heads by prediction head, in the card's order
 */
public record WindowOutcomes(
    String checkpoint, Map<String, String> parameters, Map<String, HeadOutcome> heads) {
  private static final String PREDICTION = "prediction/";
  private static final String CONFIDENCE = "confidence/";

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
    Map<String, HeadOutcome> heads = new LinkedHashMap<>();
    for (PredictionHead head : checkpoint.card().heads()) {
      Tensor predicted = arrays.get(PREDICTION + head.name());
      boolean fits =
          predicted != null
              && windows.length > 0
              && predicted.size() >= windows.length
              && predicted.shape()[0] == windows.length
              && (!head.isSequence() || predicted.shape().length > 1);
      if (fits) {
        List<Tensor> confidence = Stream.ofNullable(arrays.get(CONFIDENCE + head.name())).toList();
        heads.put(head.name(), HeadOutcome.of(head, dataset, windows, predicted, confidence));
      }
    }
    return new WindowOutcomes(checkpoint.name(), result.provenance().parameters(), heads);
  }

  /** This, and of windows that it does not tell of what was told before with these parameters. */
  WindowOutcomes with(WindowOutcomes before) {
    if (!before.parameters.equals(parameters) || !before.heads.keySet().equals(heads.keySet())) {
      return this;
    }
    Map<String, HeadOutcome> all = new LinkedHashMap<>();
    heads.forEach((name, said) -> all.put(name, said.with(before.heads.get(name))));
    return new WindowOutcomes(checkpoint, parameters, all);
  }
}
