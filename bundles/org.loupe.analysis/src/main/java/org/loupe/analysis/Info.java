package org.loupe.analysis;

import java.util.List;
import java.util.Optional;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;

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
    EXPLAINED_INPUT("a floating point input to explain", "lists none under 'explain'"),
    /** At least one prediction head. */
    PREDICTION_HEAD("a prediction head", "has none under 'heads'"),
    /** At least one categorical prediction head. */
    CATEGORICAL_HEAD("a categorical prediction head", "has none under 'heads'"),
    /** An input in the role {@code timespans}. */
    TIMESPANS("an input of time spans", "gives no input the role 'timespans'"),
    /**
     * Results of other methods on the same checkpoint and dataset, see {@link Subject#digests()}.
     * Such a method is computed anew when there are more of them.
     */
    RESULTS("results of other methods", ""),
    /** What tokens mean. */
    TOKENS("to know what tokens mean", "says nothing under 'tokens'");

    private final String what;
    private final String lack;

    Need(String what, String lack) {
      this.what = what;
      this.lack = lack;
    }

    /** Whether a model with this card has it. */
    public boolean isMetBy(ModelCard card) {
      return switch (this) {
        case EXPLAINED_INPUT -> !card.explain().isEmpty();
        case PREDICTION_HEAD -> !card.heads().isEmpty();
        case CATEGORICAL_HEAD ->
            card.heads().stream().anyMatch(h -> h.kind() == PredictionHead.Kind.CATEGORICAL);
        case RESULTS -> true;
        case TOKENS -> card.tokens() != null;
        case TIMESPANS -> card.inputs().stream().anyMatch(i -> "timespans".equals(i.role()));
      };
    }
  }

  /** Copies the needs. */
  public Info {
    needs = List.copyOf(needs);
  }

  /**
   * Why the method cannot be offered for a model.
   *
   * @return a sentence about the first need that the card does not meet; empty if all are met
   */
  public Optional<String> unmet(ModelCard card) {
    return needs.stream()
        .filter(need -> !need.isMetBy(card))
        .findFirst()
        .map(need -> name + " needs " + need.what + ", but the model card " + need.lack + ".");
  }
}
