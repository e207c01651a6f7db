package org.loupe.project.imports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StateDictProposal;
import org.loupe.model.ModelCard;

/**
 * A model card that was drafted from a model and data. It can be used as it is.
 *
 * @param card the card; of extensions it has only what the model's family needs
 * @param guesses what in it was guessed, in the card's order
 * @param outputs what forward gives: name to shape, the window first, which is 0; empty if the
 *     model was not run
 * @param notRun why the model was not run, in a sentence, or null
 * @param mapping which tensor of a training checkpoint becomes which of its architecture, for a
 *     person to confirm; null where there is no architecture
 * @param remarks what else people should know
 */
public record CardDraft(
    ModelCard card,
    List<Guess> guesses,
    Map<String, int[]> outputs,
    @Nullable String notRun,
    @Nullable StateDictProposal mapping,
    List<String> remarks) {
  /** Copies collections in their order. */
  public CardDraft {
    guesses = List.copyOf(guesses);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    remarks = List.copyOf(remarks);
  }

  /** A card that somebody has written: no guesses, the model was not run. */
  public static CardDraft of(ModelCard card) {
    return new CardDraft(card, List.of(), Map.of(), null, null, List.of());
  }

  /** What only a person can answer. */
  public List<Guess> open() {
    return guesses.stream().filter(Guess::isOpen).toList();
  }

  /** The guess at a place of the card. */
  public Optional<Guess> guess(String key) {
    return guesses.stream().filter(guess -> guess.key().equals(key)).findFirst();
  }

  /**
   * The draft after a person has said what stands at a place.
   *
   * @param changed the card with it
   * @param key the place, whose guess is one no longer, nor are those below it
   */
  public CardDraft answered(ModelCard changed, String key) {
    return new CardDraft(
        changed,
        guesses.stream()
            .filter(guess -> !guess.key().equals(key) && !guess.key().startsWith(key + "/"))
            .toList(),
        outputs,
        notRun,
        mapping,
        remarks);
  }

  /** The same draft with another mapping. */
  public CardDraft withMapping(StateDictProposal other) {
    return new CardDraft(card, guesses, outputs, notRun, other, remarks);
  }
}
