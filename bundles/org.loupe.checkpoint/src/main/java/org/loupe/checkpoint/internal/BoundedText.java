package org.loupe.checkpoint.internal;

/**
 * Text on which a regular expression can look only so often: an expression that backtracks without
 * end is stopped. Used by one thread.
 */
public final class BoundedText implements CharSequence {

  /** Thrown out of the matcher. */
  public static final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMuchException() {
      super("it takes too long on some names", null, false, false);
    }
  }

  /** Counts looks over several texts. */
  public static final class Budget {
    private long left;

    /**
     * A budget.
     *
     * @param looks at single characters
     */
    public Budget(long looks) {
      left = looks;
    }

    private void spend() {
      if (--left < 0) {
        throw new TooMuchException();
      }
    }
  }

  private final CharSequence text;
  private final Budget budget;

  /** Wraps a text; the budget may be shared with others. */
  public BoundedText(CharSequence text, Budget budget) {
    this.text = text;
    this.budget = budget;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    budget.spend();
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new BoundedText(text.subSequence(start, end), budget);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
