package org.loupe.method.overview.internal;

import java.util.List;
import java.util.Optional;
import org.loupe.model.PredictionHead;

/**
 * The scores of a prediction head.
 *
 * @param head the prediction head
 * @param positions how many count, in all windows
 * @param notFinite at how many the model gave NaN or infinity
 * @param measured the model first, then its baselines; empty if there are no true values
 * @param lack why there are no true values; empty if there are
 */
record HeadScores(
    PredictionHead head, long positions, long notFinite, List<Measured> measured, String lack) {
  /** Copies the list. */
  HeadScores {
    measured = List.copyOf(measured);
  }

  static HeadScores none(PredictionHead head, String lack) {
    return new HeadScores(head, 0, 0, List.of(), lack);
  }

  boolean isCategorical() {
    return head.kind() == PredictionHead.Kind.CATEGORICAL;
  }

  /** Whether the model's score is known. */
  boolean isKnown() {
    return !measured.isEmpty() && measured.get(0).isKnown();
  }

  /** The model on the windows as they are. */
  Measured intact() {
    return measured.get(0);
  }

  /** A score that is known. */
  Optional<Measured> find(Measure measure, String input) {
    return measured.stream()
        .filter(m -> m.measure() == measure && m.input().equals(input) && m.isKnown())
        .findFirst();
  }
}
