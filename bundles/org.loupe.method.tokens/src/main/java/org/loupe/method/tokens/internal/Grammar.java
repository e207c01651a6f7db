package org.loupe.method.tokens.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.TokenCard;

/**
 * Which prediction heads make up a token, as the card says: the true class of the type head tells
 * which heads must be right.
 *
 * @param type the type head, whose classes are the keys of the card's {@code correct}
 * @param required per class of the type head the heads that must be right
 */
record Grammar(PredictionHead type, List<List<PredictionHead>> required) {
  /**
   * Reads the card.
   *
   * @throws BadInputException if the card's heads, or the dataset's true values, do not suffice
   */
  static Grammar of(Subject subject) throws BadInputException {
    ModelCard card = subject.card();
    TokenCard tokens = Objects.requireNonNull(card.tokens());
    PredictionHead type =
        card.heads().stream()
            .filter(head -> head.kind() == PredictionHead.Kind.CATEGORICAL)
            .filter(head -> head.labels().containsAll(tokens.correct().keySet()))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "The card says under 'tokens.correct' what must be right for the types "
                            + String.join(", ", tokens.correct().keySet())
                            + ", but no categorical prediction head has all of them as classes; correct the names."));
    List<List<PredictionHead>> required = new ArrayList<>();
    for (String label : type.labels()) {
      List<PredictionHead> heads = new ArrayList<>();
      for (String name : tokens.correct().getOrDefault(label, List.of(type.name()))) {
        heads.add(head(card, name, label));
      }
      required.add(List.copyOf(heads));
    }
    Grammar grammar = new Grammar(type, List.copyOf(required));
    for (PredictionHead head : grammar.heads()) {
      if (!HeadPredictions.hasTruth(head, subject)) {
        throw new BadInputException(
            "Tokens are right when prediction head '"
                + head.name()
                + "' is, but dataset '"
                + subject.windows().dataset().name()
                + "' has no true values for it; add them, or map its target in the card.");
      }
    }
    return grammar;
  }

  private static PredictionHead head(ModelCard card, String name, String label)
      throws BadInputException {
    return card.heads().stream()
        .filter(head -> head.name().equals(name))
        .filter(head -> head.kind() == PredictionHead.Kind.CATEGORICAL)
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "The card's 'tokens.correct' wants '"
                        + name
                        + "' to be right for '"
                        + label
                        + "', but there is no categorical prediction head of that name."));
  }

  /** All heads that matter, the type head first. */
  List<PredictionHead> heads() {
    Map<String, PredictionHead> heads = new LinkedHashMap<>();
    heads.put(type.name(), type);
    required.forEach(list -> list.forEach(head -> heads.putIfAbsent(head.name(), head)));
    return List.copyOf(heads.values());
  }
}
