package org.loupe.method.saliency.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.TargetParameters;

/**
 * What is explained, in words.
 *
 * @param variant which attribution
 * @param head the prediction head
 * @param scalar 'log-probability of the predicted class'
 * @param step an index, or 'all'
 * @param freeRunning whether the model sees its own previous tokens
 */
record Explained(Variant variant, String head, String scalar, String step, boolean freeRunning) {

  static Explained of(SaliencyParameters parameters, boolean categorical) {
    TargetParameters target = parameters.target();
    return new Explained(
        parameters.variant(),
        target.predictionHead(),
        categorical ? objective(target) + " of " + choice(target) : value(target),
        target.step(),
        target.decoding() == Decoding.FREE_RUNNING);
  }

  private static String objective(TargetParameters target) {
    return switch (target.objective()) {
      case LOG_PROBABILITY -> "log-probability";
      case LOGIT -> "logit";
      case PROBABILITY -> "probability";
    };
  }

  private static String choice(TargetParameters target) {
    return switch (target.classChoice()) {
      case TargetParameters.PREDICTED -> "the predicted class";
      case TargetParameters.TRUE -> "the true class";
      default -> "class " + target.classChoice();
    };
  }

  private static String value(TargetParameters target) {
    return target.classChoice().equals(TargetParameters.PREDICTED)
        ? "sum of all values"
        : "value " + target.classChoice();
  }

  /** 'saliency of type'. */
  String phrase() {
    return variant.words() + " of " + head;
  }

  /** {@link #phrase} at the beginning of a title. */
  String title() {
    return Character.toUpperCase(phrase().charAt(0)) + phrase().substring(1);
  }

  /** 'log-probability of the predicted class, all steps'. */
  String target() {
    return scalar
        + (isAllSteps() ? ", all steps" : ", step " + step)
        + (freeRunning ? ", free-running" : "");
  }

  /** 'F is the log-probability of the predicted class, summed over all steps'. */
  String definition() {
    return "F is the "
        + scalar
        + (isAllSteps() ? ", summed over all steps" : " at step " + step)
        + (freeRunning ? ", free-running" : "");
  }

  private boolean isAllSteps() {
    return step.equals(TargetParameters.ALL);
  }
}
