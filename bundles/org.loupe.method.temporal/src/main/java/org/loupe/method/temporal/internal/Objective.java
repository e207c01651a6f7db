package org.loupe.method.temporal.internal;

/** What the importance is of. */
enum Objective {
  /** The sum of all outputs. */
  SUM,
  /** The target of one prediction head. */
  PREDICTION_HEAD
}
