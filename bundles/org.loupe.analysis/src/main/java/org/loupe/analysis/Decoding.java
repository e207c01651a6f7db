package org.loupe.analysis;

/** Whether a model that generates sees the true previous tokens. Written on every result. */
public enum Decoding {
  /** The model sees the true previous tokens. */
  TEACHER_FORCED,
  /** The model sees its own previous tokens: the token input is left out. */
  FREE_RUNNING
}
