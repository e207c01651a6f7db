package org.loupe.checkpoint.internal.proposal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes names as regular expressions that people can read. */
final class Patterns {
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9_]");

  private Patterns() {}

  /** The text itself. */
  static String quoted(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }

  /** The text with any numbers in the places of its own. */
  static String anyNumbers(String text, boolean captured) {
    return NUMBER
        .matcher(quoted(text))
        .replaceAll(Matcher.quoteReplacement(captured ? "(\\d+)" : "\\d+"));
  }

  /** A replacement with the groups of {@link #anyNumbers} in the places of its numbers. */
  static String groups(String text) {
    StringBuilder replacement = new StringBuilder();
    Matcher number = NUMBER.matcher(text);
    int at = 0;
    for (int group = 1; number.find(); group++) {
      replacement.append(Matcher.quoteReplacement(text.substring(at, number.start())));
      replacement.append('$').append(group);
      at = number.end();
    }
    return replacement.append(Matcher.quoteReplacement(text.substring(at))).toString();
  }
}
