package org.loupe.workbench.internal.quick;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Matches what people type with titles: the letters must stand in the title in that order, not
 * necessarily side by side. Each word of the query is looked for by itself, so that their order
 * does not matter.
 */
final class Fuzzy {
  private static final int BEGINNING = 12;
  private static final int WORD = 8;
  private static final int NEXT = 6;
  private static final int SKIPPED = 1;
  private static final int MOST_SKIPPED = 8;

  private Fuzzy() {}

  /**
   * How well a title matches.
   *
   * @param score the higher, the better
   * @param letters places of the matched letters in the title, rising
   */
  record Match(int score, int[] letters) {}

  /** Matches a title; an empty query matches everything alike. */
  static Optional<Match> of(String query, String title) {
    String lower = title.toLowerCase(Locale.ROOT);
    // Where lower case has another length, places would be wrong.
    String text = lower.length() == title.length() ? lower : title;
    int score = 0;
    IntStream letters = IntStream.empty();
    for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      Optional<Match> found = word(word, text, title);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      score += found.get().score();
      letters = IntStream.concat(letters, IntStream.of(found.get().letters()));
    }
    return Optional.of(
        new Match(score - title.length() / 8, letters.distinct().sorted().toArray()));
  }

  /** The best of the matches that begin at each place where the first letter stands. */
  private static Optional<Match> word(String word, String text, String title) {
    if (word.isEmpty()) {
      return Optional.of(new Match(0, new int[0]));
    }
    Match best = null;
    for (int start = text.indexOf(word.charAt(0));
        start >= 0;
        start = text.indexOf(word.charAt(0), start + 1)) {
      Match match = from(start, word, text, title);
      if (match == null) {
        break;
      }
      if (best == null || match.score() > best.score()) {
        best = match;
      }
    }
    return Optional.ofNullable(best);
  }

  private static @Nullable Match from(int start, String word, String text, String title) {
    int[] letters = new int[word.length()];
    int score = 0;
    int at = start;
    for (int i = 0; i < word.length(); i++) {
      int next = i == 0 ? start : next(word.charAt(i), at + 1, text, title);
      if (next < 0) {
        return null;
      }
      score += worth(next, title);
      if (i > 0) {
        score += next == at + 1 ? NEXT : -SKIPPED * Math.min(MOST_SKIPPED, next - at - 1);
      }
      letters[i] = next;
      at = next;
    }
    return new Match(score, letters);
  }

  /** The next letter at once, else at the beginning of a word, else anywhere. */
  private static int next(char letter, int from, String text, String title) {
    int first = text.indexOf(letter, from);
    if (first == from) {
      return first;
    }
    for (int at = first; at >= 0; at = text.indexOf(letter, at + 1)) {
      if (isWordStart(at, title)) {
        return at;
      }
    }
    return first;
  }

  private static int worth(int at, String title) {
    return at == 0 ? BEGINNING : isWordStart(at, title) ? WORD : 0;
  }

  private static boolean isWordStart(int at, String title) {
    char before = at == 0 ? ' ' : title.charAt(at - 1);
    return !Character.isLetterOrDigit(before)
        || Character.isUpperCase(title.charAt(at)) && Character.isLowerCase(before);
  }
}
