package org.loupe.method.sensors.internal;

/** What is done to a channel. */
enum Kind {
  /** Its values change places, so that what they tell is lost and how they are spread is not. */
  PERMUTATION("permuted"),
  /** It is replaced by the baseline at every step. */
  OCCLUSION("occluded"),
  /** All channels of a group are replaced by the baseline together. */
  GROUP_ABLATION("ablated");

  private final String done;

  Kind(String done) {
    this.done = done;
  }

  /** Inside a sentence: what happened to the channel. */
  String done() {
    return done;
  }
}
