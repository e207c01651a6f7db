package org.loupe.method.embeddings.internal;

/** How the steps of a window become one row. */
enum Reduce {
  /** Their mean, over the valid steps where the card gives lengths. */
  MEAN("mean over steps"),
  /** The last, or last valid, step. */
  LAST("last step"),
  /** All steps one after the other. */
  NONE("all steps");

  private final String words;

  Reduce(String words) {
    this.words = words;
  }

  /** Inside a sentence. */
  String words() {
    return words;
  }
}
