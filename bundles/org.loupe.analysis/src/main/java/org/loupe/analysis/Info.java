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
 * @param suites names of the sets of methods that are run together with it, such as {@link #NCP}. A
 *     name, and no matter of bundles or features, so that methods from elsewhere can join a suite,
 *     or make one of their own
 */
public record Info(
    String id,
    String name,
    String explains,
    String limits,
    String paper,
    String version,
    List<Need> needs,
    List<String> suites) {
  /** The suite of methods for liquid networks and Neural Circuit Policies. */
  public static final String NCP = "ncp";

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

    /** What tokens mean. */
    TOKENS("to know what tokens mean", "says nothing under 'tokens'"),

    /**
     * Results of other methods on the same checkpoint and dataset, see {@link Subject#digests()}.
     * Such a method is computed anew when there are more of them.
     */
    RESULTS("results of other methods", "");

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
        case TOKENS -> card.tokens() != null;
        case RESULTS -> true;
        case TIMESPANS -> card.inputs().stream().anyMatch(i -> "timespans".equals(i.role()));
      };
    }
  }

  /** Copies the lists. */
  public Info {
    needs = List.copyOf(needs);
    suites = List.copyOf(suites);
  }

  /** A method of no suite. */
  public Info(
      String id,
      String name,
      String explains,
      String limits,
      String paper,
      String version,
      List<Need> needs) {
    this(id, name, explains, limits, paper, version, needs, List.of());
  }

  /** The same method as one of these suites. */
  public Info in(String... names) {
    return new Info(id, name, explains, limits, paper, version, needs, List.of(names));
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
