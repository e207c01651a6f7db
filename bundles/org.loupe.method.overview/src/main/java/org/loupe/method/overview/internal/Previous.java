package org.loupe.method.overview.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;

/**
 * The true previous token of every position of a prediction head.
 *
 * @param tokens [N, positions], or null if there are none
 * @param lack why there are none; empty if there are
 */
record Previous(@Nullable Tensor tokens, String lack) {

  static Previous of(Subject subject, boolean freeRunning, Truth truth, Resampling resampling)
      throws BadInputException {
    String generation = subject.card().generation();
    if (generation == null) {
      return new Previous(null, "the card names no previous tokens under 'generation'");
    }
    ArrayReference data = subject.card().input(generation).data();
    if (!truth.isCategorical()) {
      return new Previous(null, "a regression has no classes");
    } else if (freeRunning) {
      return new Previous(null, "free-running, the model sees no true previous tokens either");
    } else if (!resampling.isPossible()) {
      return new Previous(
          null, "it is counted on other " + resampling.nouns() + ", and there is only one");
    } else if (!subject.windows().dataset().arrays().containsKey(data.array())) {
      return new Previous(null, "the dataset has no array '" + data.array() + "'");
    }
    Tensor tokens = subject.windows().dataset().read(data, subject.windows().numbers());
    int perWindow = tokens.size() / subject.windows().size();
    if (truth.positions() == 1 && perWindow != 1) {
      return new Previous(null, "it is predicted once per window, not at every token");
    }
    return perWindow == truth.positions()
        ? new Previous(tokens, "")
        : new Previous(
            null,
            "its "
                + truth.positions()
                + " positions are not those of the "
                + perWindow
                + " tokens");
  }
}
