package org.loupe.method.window.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;
import org.loupe.model.TokenCard;

/** The true tokens of the window, as the card's vocabulary calls them. */
final class TokenNames {
  private TokenNames() {}

  /** One name per position; empty where the card or the dataset has no tokens. */
  static List<String> read(Subject subject) throws BadInputException {
    TokenCard tokens = subject.card().tokens();
    if (tokens == null
        || !subject.windows().dataset().arrays().containsKey(tokens.target().array())) {
      return List.of();
    }
    Map<Long, String> names = new HashMap<>();
    subject
        .card()
        .vocabularies()
        .getOrDefault(tokens.vocabulary(), Map.of())
        .forEach((name, id) -> names.put(id, name));
    Tensor stored = subject.windows().dataset().read(tokens.target(), subject.windows().numbers());
    List<String> read = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      long token = (long) stored.number(i);
      read.add(names.getOrDefault(token, Long.toString(token)));
    }
    return read;
  }
}
