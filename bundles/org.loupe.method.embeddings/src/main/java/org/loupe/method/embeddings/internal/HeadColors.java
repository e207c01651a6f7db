package org.loupe.method.embeddings.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;

/**
 * What a prediction head said of each window.
 *
 * @param name the head's
 * @param predicted the class it says, of a sequence most often over the positions that count; −1
 *     for none
 * @param names of its classes
 * @param error share of wrong positions among those that count, NaN where none has a true value
 */
record HeadColors(String name, int[] predicted, List<String> names, float[] error) {
  static HeadColors of(HeadPredictions said, Subject subject) throws BadInputException {
    boolean[] counted = said.counted(true, subject);
    int[] predicted = new int[said.windows()];
    float[] error = new float[said.windows()];
    for (int n = 0; n < said.windows(); n++) {
      int[] votes = new int[said.classes()];
      int wrong = 0;
      int compared = 0;
      for (int i = n * said.steps(); i < (n + 1) * said.steps(); i++) {
        if (counted[i]) {
          votes[said.predicted(i)]++;
          compared += said.truth(i) >= 0 ? 1 : 0;
          wrong += said.truth(i) >= 0 && !said.isRight(i) ? 1 : 0;
        }
      }
      int best = 0;
      for (int k = 1; k < votes.length; k++) {
        best = votes[k] > votes[best] ? k : best;
      }
      predicted[n] = votes.length == 0 || votes[best] == 0 ? -1 : best;
      error[n] = compared == 0 ? Float.NaN : (float) wrong / compared;
    }
    return new HeadColors(
        said.head().name(),
        predicted,
        IntStream.range(0, said.classes()).mapToObj(said::name).toList(),
        error);
  }
}
