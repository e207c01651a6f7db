package org.loupe.plots.compare;

/** How figures of several checkpoints stand to each other. */
public enum Arrangement {
  /** One beside the other, with the same scales. */
  SIDE_BY_SIDE("side by side"),
  /** Curves and bars in one plot, in the checkpoints' colours. */
  OVERLAY("overlay"),
  /** What each has more than the baseline. */
  DIFFERENCE("difference");

  private final String words;

  Arrangement(String words) {
    this.words = words;
  }

  /** As shown to people, in lower case. */
  public String words() {
    return words;
  }
}
