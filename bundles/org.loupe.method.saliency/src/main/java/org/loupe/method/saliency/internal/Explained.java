package org.loupe.method.saliency.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.TargetParameters;

/**
 * What is explained, in words.
 *
 * @param variant which attribution
 * @param head the prediction head
 * @param target 'log-probability of the predicted class, all steps'
 */
record Explained(Variant variant, String head, String target) {

  static Explained of(SaliencyParameters parameters, boolean categorical) {
    TargetParameters target = parameters.target();
    String text = (categorical ? objective(target) + " of " : "") + choice(target, categorical);
    text += target.step().equals(TargetParameters.ALL) ? ", all steps" : ", step " + target.step();
    if (target.decoding() == Decoding.FREE_RUNNING) {
      text += ", free-running";
    }
    return new Explained(parameters.variant(), target.predictionHead(), text);
  }

  private static String objective(TargetParameters target) {
    return switch (target.objective()) {
      case LOG_PROBABILITY -> "log-probability";
      case LOGIT -> "logit";
      case PROBABILITY -> "probability";
    };
  }

  private static String choice(TargetParameters target, boolean categorical) {
    return switch (target.classChoice()) {
      case TargetParameters.PREDICTED -> categorical ? "the predicted class" : "all values";
      case TargetParameters.TRUE -> "the true class";
      default -> (categorical ? "class " : "value ") + target.classChoice();
    };
  }

  /** 'saliency of type'. */
  String phrase() {
    return variant.words() + " of " + head;
  }

  /** {@link #phrase} at the beginning of a title. */
  String title() {
    return Character.toUpperCase(phrase().charAt(0)) + phrase().substring(1);
  }

  /** 'F is the log-probability of …'. */
  String definition() {
    return "F is the " + (target.startsWith("all values") ? "sum of " : "") + target;
  }
}
