package org.loupe.method.ablation.internal;

/**
 * What is compared between the model as it is and with an item taken away.
 *
 * @param key in tables and arrays
 * @param words on axes, with the unit
 * @param kind how it is computed
 * @param head the prediction head
 */
record Metric(String key, String words, Kind kind, String head) {
  /** How a metric is computed; drops are positive where taking away does harm. */
  enum Kind {
    /** Intact minus ablated share of right classes, over the positions that count. */
    ACCURACY,
    /** Intact minus ablated mean log-probability of the true class, in nats. */
    LOG_PROBABILITY_TRUE,
    /** Likewise of the explained class, which is chosen once, from the intact model. */
    LOG_PROBABILITY,
    /** Ablated minus intact mean absolute error. */
    ERROR,
    /** Mean over positions and classes of |ablated − intact| of what the head puts out. */
    OUTPUT
  }

  static Metric accuracy(String head) {
    return new Metric("accuracy", "drop of accuracy", Kind.ACCURACY, head);
  }

  static Metric trueClass(String head) {
    return new Metric(
        "log_probability_true",
        "drop of the log-probability of the true class (nats)",
        Kind.LOG_PROBABILITY_TRUE,
        head);
  }

  static Metric explainedClass(String head, String which) {
    return new Metric(
        "log_probability",
        "drop of the log-probability of " + which + " (nats)",
        Kind.LOG_PROBABILITY,
        head);
  }

  static Metric error(String head) {
    return new Metric("error", "rise of the mean absolute error", Kind.ERROR, head);
  }

  static Metric output(String head) {
    return new Metric("output/" + head, "change of " + head, Kind.OUTPUT, head);
  }

  /** What drops or rises, inside a sentence. */
  String quantity() {
    return words
        .replaceFirst("^(drop of|rise of) ", "")
        .replaceFirst("^change of ", "the change of ");
  }

  /** Whether more of it is worse. */
  boolean isLoss() {
    return kind == Kind.ERROR || kind == Kind.OUTPUT;
  }
}
