package org.loupe.method.ablation.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.TargetParameters;

/**
 * What was done, in words.
 *
 * @param over what was taken away
 * @param replacement 'zero', 'the mean over 586 windows'
 * @param head the prediction head that is looked at
 * @param explained 'the predicted class'
 * @param gradient what is differentiated for the gradient importance
 * @param step an index, or 'all'
 * @param freeRunning whether the model sees its own previous tokens
 */
record Described(
    Over over,
    String replacement,
    String head,
    String explained,
    String gradient,
    String step,
    boolean freeRunning) {

  static Described of(AblationParameters parameters, Replacement replacement, boolean categorical) {
    TargetParameters target = parameters.target();
    String explained =
        switch (target.classChoice()) {
          case TargetParameters.PREDICTED ->
              categorical ? "the class predicted intact" : "all values";
          case TargetParameters.TRUE -> "the true class";
          default -> (categorical ? "class " : "value ") + target.classChoice();
        };
    String gradient =
        switch (target.objective()) {
              case LOG_PROBABILITY -> "negative log-probability of ";
              case LOGIT -> categorical ? "logit of " : "sum of ";
              case PROBABILITY -> "probability of ";
            }
            + explained;
    return new Described(
        parameters.over(),
        replacement.words(),
        target.predictionHead(),
        explained,
        gradient,
        target.step(),
        target.decoding() == Decoding.FREE_RUNNING);
  }

  /** 'attention heads set to zero'. */
  String done() {
    return over.noun() + "s set to " + replacement;
  }

  /** 'type, all steps' or 'type, step 3, free-running'. */
  String target() {
    return head
        + (step.equals(TargetParameters.ALL) ? ", all steps" : ", step " + step)
        + (freeRunning ? ", free-running" : "");
  }

  /** The class whose log-probability a metric is of. */
  String explainedBy(Metric.Kind kind) {
    return kind == Metric.Kind.LOG_PROBABILITY_TRUE ? "the true class" : explained;
  }
}
