package org.loupe.project.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in a drafted model card that nobody said.
 *
 * @param key where it stands in the card, a JSON pointer: {@code /heads/0/target}
 * @param guess what stands there: a text, number, truth value, list or map, as in JSON; null if
 *     nothing could be guessed
 * @param why what speaks for it, or what is to be filled in, in a sentence
 * @param confidence how sure it is
 * @param alternatives other values that were considered, best first
 */
public record Guess(
    String key,
    @Nullable Object guess,
    String why,
    Confidence confidence,
    List<Object> alternatives) {

  /** How sure a guess is. */
  public enum Confidence {
    /** Names and shapes agree. */
    SURE,
    /** More speaks for it than for anything else. */
    LIKELY,
    /** Something had to be written; look at it. */
    WEAK,
    /** A placeholder: only a person can answer. The model works without. */
    OPEN
  }

  /** Copies the alternatives. */
  public Guess {
    alternatives = List.copyOf(alternatives);
  }

  /** Whether a person has to answer. */
  public boolean isOpen() {
    return confidence == Confidence.OPEN;
  }
}
