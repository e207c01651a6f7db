package org.loupe.checkpoint.internal.guard;

/** Code that is refused. */
final class CodeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * A refusal.
   *
   * @param line where, from 1
   * @param found in words that follow 'its code'
   */
  CodeException(int line, String found) {
    super(found);
    this.line = line;
  }

  int line() {
    return line;
  }
}
