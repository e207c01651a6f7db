package org.loupe.project.internal.card;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.PredictionHead;
import org.loupe.model.TokenCard;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** Reads {@code tokens}. */
final class TokenReader {
  private TokenReader() {}

  static @Nullable TokenCard tokens(
      Optional<JsonPlace> place,
      Map<String, Map<String, Long>> vocabularies,
      List<PredictionHead> heads)
      throws BadInputException {
    if (place.isEmpty()) {
      return null;
    }
    JsonObject object = place.get().object();
    ArrayReference target = Dimensions.array(object.required("target"));
    JsonPlace vocabulary = object.required("vocabulary");
    if (!vocabularies.containsKey(vocabulary.text())) {
      throw vocabulary.problem(
          "is '"
              + vocabulary.text()
              + "', the card has no such vocabulary, it has "
              + vocabularies.keySet());
    }
    Optional<JsonPlace> pad = object.optional("pad");
    Optional<JsonPlace> correct = object.optional("correct");
    object.done();
    return new TokenCard(
        target,
        vocabulary.text(),
        pad.isPresent() ? (Long) pad.get().integer() : null,
        correct.isPresent() ? correct(correct.get(), heads) : Map.of());
  }

  private static Map<String, List<String>> correct(JsonPlace place, List<PredictionHead> heads)
      throws BadInputException {
    List<String> names = heads.stream().map(PredictionHead::name).toList();
    Map<String, List<String>> correct = new LinkedHashMap<>();
    for (Map.Entry<String, JsonPlace> entry : place.object().entries().entrySet()) {
      for (JsonPlace head : entry.getValue().items()) {
        if (!names.contains(head.text())) {
          throw head.problem(
              "is '" + head.text() + "', the card has no such prediction head, it has " + names);
        }
      }
      correct.put(entry.getKey(), List.copyOf(entry.getValue().names()));
    }
    return correct;
  }
}
