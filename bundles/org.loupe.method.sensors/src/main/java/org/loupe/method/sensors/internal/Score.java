package org.loupe.method.sensors.internal;

/** What may drop. */
enum Score {
  /** Mean over all positions of the probability of the most probable class, chosen anew. */
  CONFIDENCE("confidence"),
  /** Share of the positions that count at which the most probable class is the true one. */
  ACCURACY("accuracy"),
  /** Mean log-probability of the explained class, which stays that of the unchanged input. */
  LOG_PROBABILITY("log-probability");

  private final String words;

  Score(String words) {
    this.words = words;
  }

  /** Inside a sentence. */
  String words() {
    return words;
  }
}
