package org.loupe.method.states.internal;

/** What one norm is taken of when the state's movements are measured. */
enum Form {
  /** Of one window's movement at one step. */
  PER_SEQUENCE,
  /** Of all windows' movements at one step together, as the guide does. */
  GUIDE
}
