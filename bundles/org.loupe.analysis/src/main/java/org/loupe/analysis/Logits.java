package org.loupe.analysis;

/** What the logits of a categorical prediction head say at one position. */
public final class Logits {
  private Logits() {}

  /**
   * The class of the largest logit, the first of several.
   *
   * @param logits of several positions, row-major
   * @param offset where the position's begin
   * @param classes how many there are
   */
  public static int best(float[] logits, int offset, int classes) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      best = logits[offset + k] > logits[offset + best] ? k : best;
    }
    return best;
  }

  /** Whether they can be compared: none is NaN or infinity; −infinity rules a class out. */
  public static boolean areUsable(float[] logits, int offset, int classes) {
    for (int k = offset; k < offset + classes; k++) {
      if (Float.isNaN(logits[k]) || logits[k] == Float.POSITIVE_INFINITY) {
        return false;
      }
    }
    return true;
  }

  /** The natural logarithm of a class's softmax probability. */
  public static double logProbability(float[] logits, int offset, int classes, int index) {
    double greatest = logits[offset + best(logits, offset, classes)];
    return logits[offset + index] - greatest - Math.log(sum(logits, offset, classes, greatest));
  }

  /** The largest softmax probability. */
  public static double confidence(float[] logits, int offset, int classes) {
    double greatest = logits[offset + best(logits, offset, classes)];
    return 1 / sum(logits, offset, classes, greatest);
  }

  private static double sum(float[] logits, int offset, int classes, double greatest) {
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.exp(logits[offset + k] - greatest);
    }
    return sum;
  }
}
