package org.loupe.workbench.internal.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.loupe.workbench.internal.core.WindowFacts;

/**
 * A typed filter of windows: words that must all match, without regard to case. {@code face} is
 * anywhere in the row, {@code label=face} is exactly that value of a column, {@code window=10-20} a
 * range of numbers; {@code -word} leaves out what matches.
 */
final class WindowFilter {
  /** How it is written, for people. */
  static final String HELP =
      """
      Words must all match:
      face — anywhere in the row
      operation=face — a column has this value
      window=10-20 — a range of numbers
      -face — leaves out what matches\
      """;

  private WindowFilter() {}

  /** The windows that match, ascending. */
  static int[] apply(String text, WindowFacts facts) {
    List<IntPredicate> words = new ArrayList<>();
    for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
      if (word.startsWith("-") && word.length() > 1) {
        words.add(word(word.substring(1), facts).negate());
      } else if (!word.isEmpty()) {
        words.add(word(word, facts));
      }
    }
    return IntStream.range(0, facts.dataset().size())
        .filter(window -> words.stream().allMatch(word -> word.test(window)))
        .toArray();
  }

  private static IntPredicate word(String word, WindowFacts facts) {
    int equals = word.indexOf('=');
    if (equals < 0) {
      List<WindowFacts.Column> all = facts.columns();
      return window ->
          Integer.toString(window).equals(word)
              || all.stream().anyMatch(column -> lower(column, window).contains(word));
    }
    String title = word.substring(0, equals);
    String value = word.substring(equals + 1);
    if (title.equals("window")) {
      return numbers(value);
    }
    List<WindowFacts.Column> named =
        facts.columns().stream()
            .filter(column -> column.title().toLowerCase(Locale.ROOT).equals(title))
            .toList();
    return window -> named.stream().anyMatch(column -> lower(column, window).equals(value));
  }

  private static IntPredicate numbers(String value) {
    String[] ends = value.split("-", 2);
    try {
      int from = Integer.parseInt(ends[0]);
      int to = Integer.parseInt(ends[ends.length - 1]);
      return window -> window >= from && window <= to;
    } catch (NumberFormatException e) {
      return window -> false;
    }
  }

  private static String lower(WindowFacts.Column column, int window) {
    return column.text().apply(window).toLowerCase(Locale.ROOT);
  }
}
