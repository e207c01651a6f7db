package org.loupe.extensions.internal;

/**
 * The moments of a change after which something lasting is different. The process may be ended at
 * any of them, and the next start finds all as it was before, or as it is wanted: tests end it at
 * each, by number, with the system property {@code loupe.extensions.halt}.
 */
final class Steps {
  static final String HALT = "loupe.extensions.halt";
  private static final int HALTED = 99;

  private final int last;
  private int passed;

  Steps() {
    this.last = Integer.getInteger(HALT, 0);
  }

  /** Called after each such moment. */
  void passed() {
    passed++;
    if (passed == last) {
      Runtime.getRuntime().halt(HALTED);
    }
  }
}
