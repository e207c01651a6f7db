package org.loupe.checkpoint.internal.script.source;

import java.util.ArrayList;
import java.util.List;

/** Counts open brackets along a text, those in strings apart. */
final class Brackets {
  private int open;
  private char quote;
  private boolean escaped;

  /** Goes on by one character. */
  void next(char c) {
    if (quote != 0) {
      if (!escaped && c == quote) {
        quote = 0;
      }
      escaped = !escaped && c == '\\';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      open++;
    } else if (c == ')' || c == ']' || c == '}') {
      open--;
    }
  }

  /** Goes on by a text. */
  void next(String text) {
    for (int i = 0; i < text.length(); i++) {
      next(text.charAt(i));
    }
  }

  boolean isInString() {
    return quote != 0;
  }

  boolean isOutside() {
    return open == 0 && quote == 0;
  }

  /** Where the bracket at a position is closed, or the text's length. */
  static int closing(String text, int position) {
    Brackets brackets = new Brackets();
    for (int i = position; i < text.length(); i++) {
      brackets.next(text.charAt(i));
      if (brackets.isOutside()) {
        return i;
      }
    }
    return text.length();
  }

  /** The parts of a list between its outermost commas; blank ones are left out. */
  static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    Brackets brackets = new Brackets();
    int begin = 0;
    for (int i = 0; i < list.length(); i++) {
      brackets.next(list.charAt(i));
      if (list.charAt(i) == ',' && brackets.isOutside()) {
        parts.add(list.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(list.substring(begin));
    parts.removeIf(String::isBlank);
    return parts;
  }
}
