package org.loupe.method.sensors.internal;

/** What a permutation exchanges. */
enum Over {
  /** The steps of a window, one by one. */
  TIME("over time"),
  /** Whole windows: the channel comes from another one of the chosen windows. */
  WINDOWS("across windows"),
  /** Whole blocks of a window, which keeps a smooth signal smooth within them. */
  BLOCKS("in blocks");

  private final String words;

  Over(String words) {
    this.words = words;
  }

  /** Inside a sentence. */
  String words() {
    return words;
  }
}
