package org.loupe.analysis;

import java.util.List;

/**
 * Who an analysis method is.
 *
 * @param id stable, used by the command line, recipes and result files: {@code saliency}
 * @param name shown to people: 'Saliency'
 * @param explains what it shows, in one sentence a newcomer understands
 * @param limits what it does not say, in one sentence
 * @param paper where the method comes from
 * @param version of the numbers: changes whenever the same request may give other numbers
 * @param needs what a model must have
 */
public record Info(
    String id,
    String name,
    String explains,
    String limits,
    String paper,
    String version,
    List<Need> needs) {

  /** Things that not every model has. */
  public enum Need {
    /** A floating point input that the card lists under {@code explain}. */
    EXPLAINED_INPUT,
    /** At least one prediction head. */
    PREDICTION_HEAD,
    /** At least one categorical prediction head. */
    CATEGORICAL_HEAD,
    /** An input in the role {@code timespans}. */
    TIMESPANS
  }

  /** Copies the needs. */
  public Info {
    needs = List.copyOf(needs);
  }
}
