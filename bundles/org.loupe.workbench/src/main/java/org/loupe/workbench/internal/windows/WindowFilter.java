package org.loupe.workbench.internal.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.loupe.model.BadInputException;
import org.loupe.workbench.internal.core.WindowFacts;

/**
 * A typed filter of windows: words, apart by spaces or commas, that must all match, without regard
 * to case. {@code face} is anywhere in the row, {@code label=face} is exactly that value of a
 * column, {@code window=10-20} a range of numbers; {@code error(type)} are the windows in which the
 * prediction head type is wrong somewhere; {@code -word} leaves out what matches; quotes hold words
 * together.
 */
final class WindowFilter {
  private static final String WINDOW = "window";
  private static final Pattern WORD = Pattern.compile("(?:[^\\s,\"]|\"[^\"]*\"?)+");
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  private WindowFilter() {}

  /** How it is written, for people; the columns are those of the dataset. */
  static String help(WindowFacts facts) {
    String column = facts.columns().isEmpty() ? "operation" : facts.columns().get(0).title();
    return """
        Words must all match:
        face — anywhere in the row
        %s=face — this column has this value
        window=10-20 — a range of numbers
        error(type) — the prediction head type is wrong there
        -face — leaves out what matches
        "face mill" — words with a space

        Columns: %s\
        """
        .formatted(column, titles(facts));
  }

  /**
   * The windows that match, ascending.
   *
   * @throws BadInputException if the text cannot be read; the sentence says what is possible
   */
  static int[] apply(String text, WindowFacts facts) throws BadInputException {
    List<IntPredicate> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      String word = matcher.group().replace("\"", "");
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

  private static IntPredicate word(String word, WindowFacts facts) throws BadInputException {
    int equals = word.indexOf('=');
    if (equals < 0) {
      List<WindowFacts.Column> all = facts.columns();
      for (WindowFacts.Column column : all) {
        IntPredicate flagged = column.isFlagged();
        if (flagged != null && column.title().toLowerCase(Locale.ROOT).equals(word)) {
          return flagged;
        }
      }
      return window ->
          Integer.toString(window).equals(word)
              || all.stream().anyMatch(column -> lower(column, window).contains(word));
    }
    String title = word.substring(0, equals);
    String value = word.substring(equals + 1);
    if (title.equals(WINDOW)) {
      return numbers(value);
    }
    WindowFacts.Column named =
        facts.columns().stream()
            .filter(column -> column.title().toLowerCase(Locale.ROOT).equals(title))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "There is no column '" + title + "'; there are " + titles(facts) + "."));
    return window -> lower(named, window).equals(value);
  }

  private static String titles(WindowFacts facts) {
    return Stream.concat(Stream.of(WINDOW), facts.columns().stream().map(WindowFacts.Column::title))
        .collect(Collectors.joining(", "));
  }

  private static IntPredicate numbers(String value) throws BadInputException {
    Matcher matcher = NUMBERS.matcher(value);
    if (!matcher.matches()) {
      throw new BadInputException(
          "'window=" + value + "' is no range of windows; write window=10 or window=10-20.");
    }
    int from = Integer.parseInt(matcher.group(1));
    int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
    return window -> window >= from && window <= to;
  }

  private static String lower(WindowFacts.Column column, int window) {
    return column.text().apply(window).toLowerCase(Locale.ROOT);
  }
}
