package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.model.Dimension;

/**
 * How hidden states move window by window, and the mean activity of each unit. What is of the
 * states of all windows together, such as components and shares of variance, has no such numbers;
 * nor has the guide's form, one of whose norms is of all windows.
 */
final class StatesSamples {
  private static final String OF_ALL = "it is of the states of all windows together";

  private StatesSamples() {}

  static Samples of(StatesResult result) {
    Transitions transitions = result.parts().transitions();
    List<Sample> all = new ArrayList<>();
    Map<String, String> without = new LinkedHashMap<>();
    if (transitions.form() != Form.GUIDE) {
      all.add(magnitude(transitions));
      all.add(single("direction_consistency", "Direction consistency", transitions.consistency()));
      all.add(single("resultant_length", "Resultant length", transitions.resultant()));
    } else {
      String reason = "the guide's form has one norm of all windows";
      List.of("magnitude_mean", "direction_consistency", "resultant_length")
          .forEach(name -> without.put(name, reason));
    }
    all.add(
        single(
            "movement_by_timespan",
            "Spearman's ρ of movement with the time span",
            transitions.spanAgreement()));
    all.add(
        single(
            "movement_by_input",
            "Spearman's ρ of movement with the input's movement",
            transitions.inputAgreement()));
    int units = result.parts().units();
    float[] activity = result.parts().activity().windowMean();
    if (activity.length > 0) {
      all.add(
          Sample.means(
              "unit_mean",
              "Mean activity",
              Dimension.UNIT,
              IntStream.range(0, units).mapToObj(Integer::toString).toList(),
              activity));
    }
    for (String name :
        List.of(
            "magnitude_std",
            "explained_variance_1",
            "explained_variance_2",
            "participation_ratio",
            "between_windows")) {
      without.put(name, OF_ALL);
    }
    return Samples.of(result.resampling(), all).without(without);
  }

  /** The mean over all transitions of all windows. */
  private static Sample magnitude(Transitions transitions) {
    float[] above = new float[transitions.windows()];
    float[] below = new float[above.length];
    for (int n = 0; n < above.length; n++) {
      for (int t = 0; t < transitions.steps(); t++) {
        double moved = transitions.movement(n, t);
        if (!Double.isNaN(moved)) {
          above[n] += (float) moved;
          below[n]++;
        }
      }
    }
    return Sample.ratios(
            "magnitude_mean",
            "Mean transition magnitude",
            Dimension.VALUE,
            List.of(""),
            above,
            below)
        .ofScalars(List.of("magnitude_mean"));
  }

  private static Sample single(String name, String label, double[] values) {
    float[] floats = new float[values.length];
    for (int n = 0; n < floats.length; n++) {
      floats[n] = (float) values[n];
    }
    return Sample.means(name, label, Dimension.VALUE, List.of(""), floats).ofScalars(List.of(name));
  }
}
