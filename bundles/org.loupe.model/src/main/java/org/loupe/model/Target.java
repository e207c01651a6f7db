package org.loupe.model;

import org.jspecify.annotations.Nullable;

/**
 * The scalar that is explained, one per window: an objective of a prediction head for a class, at
 * one step or summed over all steps.
 *
 * <p>The class is chosen once, from the unperturbed input, and kept. Padding and not-applicable
 * positions count like all others; the class TRUE leaves out positions whose true value is no
 * class.
 *
 * @param predictionHead the head's name; for the objective LOGIT of a NAMED class also any other
 *     output, or a probe, of the axes [N, units] or [N, steps, units]
 * @param objective what of the class is explained
 * @param classChoice how the class is chosen
 * @param classIndex the class for {@link ClassChoice#NAMED}, otherwise −1; for a regression head
 *     the index of the value
 * @param step the step or token, or null for the sum over all of them
 */
public record Target(
    String predictionHead,
    Objective objective,
    ClassChoice classChoice,
    int classIndex,
    @Nullable Integer step) {

  /** What of the class is explained. */
  public enum Objective {
    /** Natural logarithm of the softmax probability. Categorical heads only. */
    LOG_PROBABILITY,
    /** The output as it is: a logit, or the value of a regression head. */
    LOGIT,
    /** The softmax probability. Categorical heads only. */
    PROBABILITY
  }

  /** How the class is chosen at every position. */
  public enum ClassChoice {
    /** The class of the largest logit; of a regression head the sum over its values. */
    PREDICTED,
    /** The true class, from the dataset. */
    TRUE,
    /** The class {@link Target#classIndex}. */
    NAMED
  }

  /** The usual target: the predicted class's log-probability, summed over all steps. */
  public static Target predicted(String predictionHead) {
    return new Target(predictionHead, Objective.LOG_PROBABILITY, ClassChoice.PREDICTED, -1, null);
  }

  /**
   * A single element, whose gradient is a row of the Jacobian.
   *
   * @param output a prediction head, another output, or a probe
   * @param step the position on its second axis of three, or null if it has two
   * @param unit the position on its last axis
   */
  public static Target element(String output, @Nullable Integer step, int unit) {
    return new Target(output, Objective.LOGIT, ClassChoice.NAMED, unit, step);
  }
}
