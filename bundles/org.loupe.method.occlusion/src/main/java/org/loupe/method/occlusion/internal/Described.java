package org.loupe.method.occlusion.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.PredictionHead;

/**
 * What was done, in words.
 *
 * @param head the prediction head
 * @param value 'log-probability of the predicted class'
 * @param step an index, or 'all'
 * @param freeRunning whether the model sees its own previous tokens
 * @param baseline what stood in place of what was hidden: 'zero'
 */
record Described(String head, String value, String step, boolean freeRunning, String baseline) {

  static Described of(TargetParameters target, PredictionHead head, String baseline) {
    return new Described(
        head.name(),
        head.kind() == PredictionHead.Kind.CATEGORICAL ? ofClass(target) : ofValues(target),
        target.step(),
        target.decoding() == Decoding.FREE_RUNNING,
        baseline);
  }

  private static String ofClass(TargetParameters target) {
    String objective =
        switch (target.objective()) {
          case LOG_PROBABILITY -> "log-probability";
          case LOGIT -> "logit";
          case PROBABILITY -> "probability";
        };
    return objective
        + switch (target.classChoice()) {
          case TargetParameters.PREDICTED -> " of the predicted class";
          case TargetParameters.TRUE -> " of the true class";
          default -> " of class " + target.classChoice();
        };
  }

  private static String ofValues(TargetParameters target) {
    return target.classChoice().equals(TargetParameters.PREDICTED)
        ? "sum of all values"
        : "value " + target.classChoice();
  }

  /** 'Drop of the log-probability of the predicted class of command, summed over all steps'. */
  String drop() {
    return "Drop of the "
        + value
        + " of "
        + head
        + (step.equals(TargetParameters.ALL) ? ", summed over all steps" : " at step " + step)
        + (freeRunning ? ", free-running" : "");
  }
}
