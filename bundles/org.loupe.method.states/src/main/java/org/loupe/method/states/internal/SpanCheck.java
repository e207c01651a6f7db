package org.loupe.method.states.internal;

/**
 * What the time spans are like: whether there are any, and in how many windows they do not rise.
 *
 * @param isGiven whether the model gets time spans
 * @param zero how many windows have a time span of zero
 * @param negative how many windows have a negative time span
 */
record SpanCheck(boolean isGiven, int zero, int negative) {
  /** Of no window yet. */
  static final SpanCheck NONE = new SpanCheck(false, 0, 0);

  /** The same and a further window. */
  SpanCheck and(StateWindow window) {
    float[] spans = window.spans();
    if (spans == null) {
      return this;
    }
    boolean anyZero = false;
    boolean anyNegative = false;
    for (int t = 0; t < window.steps(); t++) {
      anyZero |= spans[t] == 0;
      anyNegative |= spans[t] < 0;
    }
    return new SpanCheck(true, zero + (anyZero ? 1 : 0), negative + (anyNegative ? 1 : 0));
  }

  /** Whether their sums are times: given, and none negative. */
  boolean isTime() {
    return isGiven && negative == 0;
  }
}
