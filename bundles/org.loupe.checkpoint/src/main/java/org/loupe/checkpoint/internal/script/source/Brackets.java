package org.loupe.checkpoint.internal.script.source;

import java.util.ArrayList;
import java.util.List;

/** Counts open brackets along a text, those in strings apart. */
public final class Brackets {
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
  public void next(String text) {
    for (int i = 0; i < text.length(); i++) {
      next(text.charAt(i));
    }
  }

  boolean isInString() {
    return quote != 0;
  }

  public boolean isOutside() {
    return open == 0 && quote == 0;
  }

  /** Where the bracket at a position is closed, or the text's length. */
  public static int closing(String text, int position) {
    Brackets brackets = new Brackets();
    for (int i = position; i < text.length(); i++) {
      brackets.next(text.charAt(i));
      if (brackets.isOutside()) {
        return i;
      }
    }
    return text.length();
  }

  /** Where the sign of an assignment stands in a line, outside all brackets, or −1. */
  public static int assignment(String line) {
    Brackets brackets = new Brackets();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '=' && brackets.isOutside()) {
        return i;
      }
      brackets.next(c);
    }
    return -1;
  }

  /** The parts of a list between its outermost commas; blank ones are left out. */
  public static List<String> split(String list) {
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
