package org.loupe.method.window.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;

/**
 * The output whose classes are shown.
 *
 * @param predictions its prediction head's
 * @param step which of its positions
 */
record Explained(Predictions predictions, int step) {

  /**
   * What the parameters choose; null if no step is chosen, or if the head has no classes.
   *
   * @throws BadInputException if there is no such prediction head or step
   */
  static @Nullable Explained of(WindowParameters parameters, List<Predictions> all)
      throws BadInputException {
    Predictions head =
        all.stream()
            .filter(p -> p.head().name().equals(parameters.predictionHead()))
            .findFirst()
            .orElse(null);
    if (head == null) {
      throw new BadInputException(
          "There is no prediction head '"
              + parameters.predictionHead()
              + "'; the card has "
              + all.stream().map(p -> p.head().name()).collect(Collectors.joining(", "))
              + ".");
    }
    if (parameters.step().equals(TargetParameters.ALL)) {
      return null;
    }
    int step = parameters.step().matches("\\d{1,9}") ? Integer.parseInt(parameters.step()) : -1;
    if (step < 0 || step >= head.positions()) {
      throw new BadInputException(
          "There is no step '"
              + parameters.step()
              + "' of "
              + head.head().name()
              + "; write all or a number from 0 to "
              + (head.positions() - 1)
              + ".");
    }
    return head.isCategorical() ? new Explained(head, step) : null;
  }
}
