package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.analysis.DisplayOption;
import org.loupe.plots.compare.Arrangement;

/** A view's own choice of how its figures are compared. */
final class ArrangementChoice {
  private static final String AS_ALL = "as all views";

  /** Offered where several checkpoints are compared. */
  static final DisplayOption OPTION = new DisplayOption("arrangement", "Compare", words());

  private ArrangementChoice() {}

  private static List<String> words() {
    List<String> words = new ArrayList<>(List.of(AS_ALL));
    Arrays.stream(Arrangement.values()).map(Arrangement::words).forEach(words::add);
    return words;
  }

  /**
   * What was chosen.
   *
   * @param choice of the view
   * @param all what all views do that chose nothing
   */
  static Arrangement of(String choice, Arrangement all) {
    return Arrays.stream(Arrangement.values())
        .filter(arrangement -> arrangement.words().equals(choice))
        .findFirst()
        .orElse(all);
  }
}
