package org.loupe.project.internal.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ModelCard;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.Guess;
import org.loupe.project.imports.Guess.Confidence;
import org.loupe.project.internal.json.JsonText;

/** Guesses as a card holds them under {@code x-guesses}, where a draft was written as it was. */
final class WrittenGuesses {
  private static final String NAME = "x-guesses";
  private static final String POINTER = "/" + NAME;

  private WrittenGuesses() {}

  /** Adds a draft's guesses to its card. */
  static void write(List<Guess> guesses, ObjectNode card) {
    if (guesses.isEmpty()) {
      return;
    }
    ArrayNode list = card.putArray(NAME);
    for (Guess guess : guesses) {
      ObjectNode node = list.addObject();
      node.put("key", guess.key());
      node.set("guess", JsonText.node(guess.guess()));
      node.put("why", guess.why());
      if (!guess.alternatives().isEmpty()) {
        node.set("alternatives", JsonText.node(guess.alternatives()));
      }
    }
  }

  /** The draft that a card was; what is no list of guesses stays an extension. */
  static CardDraft read(ModelCard card) {
    String written = card.extensions().get(POINTER);
    List<Guess> guesses = new ArrayList<>();
    for (JsonNode node : written == null ? List.<JsonNode>of() : JsonText.parse(written)) {
      if (!node.path("key").isTextual() || !node.path("why").isTextual()) {
        return CardDraft.of(card);
      }
      guesses.add(guess(node));
    }
    if (guesses.isEmpty()) {
      return CardDraft.of(card);
    }
    Map<String, String> others = new LinkedHashMap<>(card.extensions());
    others.remove(POINTER);
    return new CardDraft(card.withExtensions(others), guesses, Map.of(), null, null, List.of());
  }

  /** How sure it was is not written; without a value it was open. */
  private static Guess guess(JsonNode node) {
    @Nullable Object value = JsonText.value(node.path("guess"));
    List<Object> alternatives = new ArrayList<>();
    for (JsonNode alternative : node.path("alternatives")) {
      Object other = JsonText.value(alternative);
      if (other != null) {
        alternatives.add(other);
      }
    }
    return new Guess(
        node.path("key").textValue(),
        value,
        node.path("why").textValue(),
        value == null ? Confidence.OPEN : Confidence.LIKELY,
        alternatives);
  }
}
