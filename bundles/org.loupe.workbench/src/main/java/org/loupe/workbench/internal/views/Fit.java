package org.loupe.workbench.internal.views;

import java.util.List;
import java.util.Optional;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.model.ModelCard;
import org.loupe.workbench.internal.core.OpenProject;

/** Whether a method can be used on the open project's models. */
public final class Fit {
  private Fit() {}

  /** Why a method cannot be used on the project; empty if it can on any of its checkpoints. */
  public static Optional<String> problem(InstalledMethod<?, ?> method, OpenProject open) {
    if (method instanceof ComparisonMethod && open.usable().size() == 1) {
      return Optional.of("the project has one checkpoint");
    }
    return problem(method.info(), open);
  }

  private static Optional<String> problem(Info info, OpenProject open) {
    List<ModelCard> cards = open.usable().stream().map(checkpoint -> checkpoint.card()).toList();
    if (cards.isEmpty()) {
      return Optional.of("no checkpoint can be used");
    }
    return cards.stream().anyMatch(card -> problem(info, card).isEmpty())
        ? Optional.empty()
        : problem(info, cards.get(0));
  }

  /** Why a method cannot be used on a model; empty if it can. */
  public static Optional<String> problem(Info info, ModelCard card) {
    return info.needs().stream().filter(need -> !need.isMetBy(card)).map(Fit::missing).findFirst();
  }

  private static String missing(Info.Need need) {
    return switch (need) {
      case EXPLAINED_INPUT -> "the card names no input to explain";
      case PREDICTION_HEAD -> "the card has no prediction head";
      case CATEGORICAL_HEAD -> "the card has no categorical prediction head";
      case TOKENS -> "the card says nothing of tokens";
      case TIMESPANS -> "the model takes no timespans";
      case RESULTS -> "no method has run";
    };
  }
}
