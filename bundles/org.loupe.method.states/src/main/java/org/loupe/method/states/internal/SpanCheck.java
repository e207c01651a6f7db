package org.loupe.method.states.internal;

/**
 * What the time spans are like: whether there are any, and in how many windows they do not rise.
 */
final class SpanCheck {
  private boolean given;
  private int zero;
  private int negative;

  void add(StateWindow window) {
    float[] spans = window.spans();
    if (spans == null) {
      return;
    }
    given = true;
    boolean anyZero = false;
    boolean anyNegative = false;
    for (int t = 0; t < window.steps(); t++) {
      anyZero |= spans[t] == 0;
      anyNegative |= spans[t] < 0;
    }
    zero += anyZero ? 1 : 0;
    negative += anyNegative ? 1 : 0;
  }

  /** Whether the model gets time spans. */
  boolean isGiven() {
    return given;
  }

  /** How many windows have a time span of zero. */
  int zero() {
    return zero;
  }

  /** How many windows have a negative time span. */
  int negative() {
    return negative;
  }

  /** Whether their sums are times: given, and none negative. */
  boolean isTime() {
    return given && negative == 0;
  }
}
