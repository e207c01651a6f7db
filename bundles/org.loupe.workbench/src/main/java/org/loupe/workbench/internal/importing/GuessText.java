package org.loupe.workbench.internal.importing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.project.imports.Guess;

/** Guesses as people read them. */
final class GuessText {
  private static final int LONGEST = 80;

  private GuessText() {}

  /** What was guessed, in a few words. */
  static String value(Guess guess) {
    String text = plain(guess.guess());
    return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
  }

  /** 'sure', 'likely', 'weak' or 'open'. */
  static String confidence(Guess guess) {
    return guess.confidence().name().toLowerCase(Locale.ROOT);
  }

  private static String plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return String.join(
          ", ",
          map.entrySet().stream()
              .map(entry -> entry.getKey() + " " + plain(entry.getValue()))
              .toList());
    } else if (value instanceof List<?> list) {
      return String.join(", ", list.stream().map(GuessText::plain).toList());
    }
    return value == null ? "" : String.valueOf(value);
  }
}
