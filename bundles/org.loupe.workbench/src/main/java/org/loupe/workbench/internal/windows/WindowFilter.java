package org.loupe.workbench.internal.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.loupe.model.BadInputException;
import org.loupe.workbench.internal.core.WindowFacts;

/**
 * A typed filter of windows: words, apart by spaces, commas or {@code &}, that must all match,
 * without regard to case. {@code face} is anywhere in the row, {@code label=face} is exactly that
 * value of a column and {@code label!=face} any other; of a column of tokens, as {@code
 * prediction(command)}, they ask whether these tokens stand anywhere in it, one after the other;
 * {@code confidence(type)<0.5} compares numbers, {@code window=10-20} is a range of them; {@code
 * error(type)} are the windows in which the prediction head type is wrong somewhere, {@code
 * flipped} those of which checkpoints say something else; {@code -word} leaves out what matches;
 * quotes hold words together.
 */
public final class WindowFilter {
  /** The title of the column of the windows' numbers. */
  static final String WINDOW = "window";

  /** As many columns as a sentence names. */
  private static final int NAMED = 8;

  private static final Pattern WORD = Pattern.compile("(?:[^\\s,&\"]|\"[^\"]*\"?)+");
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
  private static final Pattern COMPARED = Pattern.compile("(?s)(.*?)(!=|<=|>=|=|<|>)(.*)");
  private static final Pattern FLAG = Pattern.compile("(error|correct|flipped)\\(.*\\)|flipped");

  private final WindowFacts facts;
  private final List<WindowFacts.Column> columns;
  private final Map<String, IntPredicate> flags;

  private WindowFilter(WindowFacts facts) {
    this.facts = facts;
    this.columns = facts.columns();
    this.flags =
        facts.flags().entrySet().stream()
            .collect(Collectors.toMap(flag -> lower(flag.getKey()), Map.Entry::getValue));
  }

  /** How it is written, for people; the columns are those of the dataset. */
  static String help(WindowFacts facts) {
    String column = facts.columns().isEmpty() ? "operation" : facts.columns().get(0).title();
    return """
        Words must all match:
        face — anywhere in the row
        %s=face — this column has this value; != another one
        prediction(command)=G3 — this token stands there; "G3 G0", these in a row
        confidence(type)<0.5 — a number below; also <= > >=
        window=10-20 — a range of numbers
        error(type) — the prediction head type is wrong there; also correct(type)
        flipped, flipped(type) — a compared checkpoint says something else
        -face — leaves out what matches
        "face mill" — words with a space

        Columns: %s\
        """
        .formatted(column, String.join(", ", new WindowFilter(facts).titles()));
  }

  /**
   * The windows that match, ascending; no work for the UI thread where there are many.
   *
   * @throws BadInputException if the text cannot be read; the sentence says what is possible
   */
  public static int[] apply(String text, WindowFacts facts) throws BadInputException {
    return new WindowFilter(facts).apply(lower(text));
  }

  private int[] apply(String text) throws BadInputException {
    if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
      throw new BadInputException("A quote is opened and not closed; write \"face mill\".");
    }
    List<IntPredicate> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = matcher.group().replace("\"", "");
      if (word.startsWith("-") && word.length() > 1) {
        words.add(word(word.substring(1)).negate());
      } else if (!word.isEmpty()) {
        words.add(word(word));
      }
    }
    return IntStream.range(0, facts.dataset().size())
        .parallel()
        .filter(window -> words.stream().allMatch(word -> word.test(window)))
        .toArray();
  }

  private IntPredicate word(String word) throws BadInputException {
    IntPredicate flag = flags.get(word);
    if (flag != null) {
      return flag;
    } else if (FLAG.matcher(word).matches()) {
      throw new BadInputException("'" + word + "' is not known: " + why(word));
    } else if (word.startsWith("|")) {
      throw new BadInputException(
          "'|' is not understood: all words must match, and there is no 'or'.");
    }
    Matcher compared = COMPARED.matcher(word);
    return compared.matches()
        ? compared(compared.group(1), compared.group(2), compared.group(3))
        : anywhere(word);
  }

  private String why(String word) {
    if (facts.told().isEmpty()) {
      return "nothing was predicted yet; open the view of the prediction heads.";
    }
    String kind = word.replaceFirst("\\(.*", "");
    String known =
        flags.keySet().stream()
            .filter(flag -> flag.startsWith(kind))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!known.isEmpty()) {
      return "there are " + known + ".";
    }
    return kind.equals("flipped")
        ? "it needs two compared checkpoints whose predictions are there."
        : "the dataset has no true values.";
  }

  private IntPredicate anywhere(String word) {
    List<WindowFacts.Column> texts = columns.stream().filter(c -> c.number() == null).toList();
    return window ->
        Integer.toString(window).equals(word)
            || texts.stream().anyMatch(column -> isWithin(word, column, window));
  }

  private IntPredicate compared(String title, String sign, String value) throws BadInputException {
    if (title.equals(WINDOW) && sign.equals("=")) {
      return numbers(value);
    }
    WindowFacts.Column column = column(title);
    if (value.isEmpty()) {
      throw new BadInputException("'" + title + sign + "' lacks a value behind it.");
    } else if (sign.equals("=")) {
      return window -> isValue(value, column, window);
    } else if (sign.equals("!=")) {
      return window -> !isValue(value, column, window);
    }
    IntToDoubleFunction number = column.number();
    if (number == null) {
      throw new BadInputException(
          "'"
              + column.title()
              + "' holds words, which "
              + sign
              + " cannot compare; write = or !=.");
    }
    DoublePredicate matches = comparison(sign, number(value, title + sign));
    return window -> matches.test(number.applyAsDouble(window));
  }

  private WindowFacts.Column column(String title) throws BadInputException {
    if (title.equals(WINDOW)) {
      return new WindowFacts.Column(WINDOW, Integer::toString, window -> window);
    }
    for (WindowFacts.Column column : columns) {
      if (lower(column.title()).equals(title)) {
        return column;
      }
    }
    throw new BadInputException("There is no column '" + title + "'; there are " + some() + ".");
  }

  private static DoublePredicate comparison(String sign, double bound) {
    return switch (sign) {
      case "<" -> value -> value < bound;
      case "<=" -> value -> value <= bound;
      case ">" -> value -> value > bound;
      default -> value -> value >= bound;
    };
  }

  private static double number(String value, String before) throws BadInputException {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "'" + value + "' is no number; write " + before + "0.5, for example.", e);
    }
  }

  private List<String> titles() {
    return Stream.concat(Stream.of(WINDOW), columns.stream().map(WindowFacts.Column::title))
        .toList();
  }

  /** A sentence has not room for all columns of many prediction heads. */
  private String some() {
    List<String> all = titles();
    return all.size() <= NAMED
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, NAMED))
            + " and "
            + (all.size() - NAMED)
            + " more, which the tooltip names";
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

  private static boolean isWithin(String word, WindowFacts.Column column, int window) {
    return column.sequence() == null
        ? lower(column, window).contains(word)
        : hasTokens(word, column, window);
  }

  private static boolean isValue(String value, WindowFacts.Column column, int window) {
    return column.sequence() == null
        ? lower(column, window).equals(value)
        : hasTokens(value, column, window);
  }

  /** Whole tokens: G5 is not in G53. */
  private static boolean hasTokens(String tokens, WindowFacts.Column column, int window) {
    return (" " + lower(column, window) + " ").contains(" " + tokens + " ");
  }

  private static String lower(WindowFacts.Column column, int window) {
    return lower(column.text().apply(window));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
