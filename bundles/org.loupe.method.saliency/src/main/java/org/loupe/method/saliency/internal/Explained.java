package org.loupe.method.saliency.internal;

import java.util.Locale;
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
 * @param means by what it was computed, in a sentence; empty of the gradient at x itself
 */
record Explained(
    Variant variant, String head, String scalar, String step, boolean freeRunning, String means) {

  /**
   * @param baseline in words; of integrated gradients only
   */
  static Explained of(SaliencyParameters parameters, boolean categorical, String baseline) {
    TargetParameters target = parameters.target();
    return new Explained(
        parameters.variant(),
        target.predictionHead(),
        categorical ? objective(target) + " of " + choice(target) : value(target),
        target.step(),
        target.decoding() == Decoding.FREE_RUNNING,
        means(parameters, baseline));
  }

  private static String means(SaliencyParameters parameters, String baseline) {
    return switch (parameters.variant()) {
      case SALIENCY, INPUT_X_GRADIENT -> "";
      case SMOOTHGRAD ->
          String.format(
              Locale.ROOT,
              " Mean over %d noisy %s with the standard deviation %s; the explained classes stay those of x.",
              parameters.noise().samples(),
              parameters.noise().samples() == 1 ? "copy" : "copies",
              Double.toString(parameters.noise().stdevs()).replaceFirst("\\.0$", ""));
      case INTEGRATED_GRADIENTS ->
          String.format(
              " The path begins at the baseline x′: %s; %s; the explained classes stay those of x.",
              baseline, steps(parameters.path()));
    };
  }

  private static String steps(PathParameters path) {
    return path.steps()
        + (path.steps() == 1 ? " step" : " steps")
        + " ("
        + path.rule().words()
        + ")"
        + (path.adaptive()
            ? ", doubled where needed up to " + Math.max(path.steps(), path.maxSteps())
            : "");
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
