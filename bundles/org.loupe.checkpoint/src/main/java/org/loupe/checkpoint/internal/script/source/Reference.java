package org.loupe.checkpoint.internal.script.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a line of a body names a variable, a type or a function: {@code x}, {@code torch.softmax}.
 * Attributes of other expressions, such as {@code (self).forward}, are none.
 *
 * @param name with its dots
 * @param begin where the name begins in the line
 * @param open where the bracket of its arguments opens, or −1 if it is not called here
 * @param close where that bracket closes
 */
public record Reference(String name, int begin, int open, int close) {

  /** Whether it is called. */
  public boolean isCall() {
    return open >= 0;
  }

  /**
   * Where the arguments of a call stand, without white space: pairs of begin and end.
   *
   * @param line which it was found in
   */
  public List<Span> arguments(String line) {
    List<Span> spans = new ArrayList<>();
    Brackets brackets = new Brackets();
    int begin = open + 1;
    for (int i = open + 1; i <= close; i++) {
      if ((i == close || line.charAt(i) == ',') && brackets.isOutside()) {
        Span span = Span.stripped(line, begin, i);
        if (span.begin() < span.end()) {
          spans.add(span);
        }
        begin = i + 1;
      } else {
        brackets.next(line.charAt(i));
      }
    }
    return spans;
  }

  /**
   * A part of a line.
   *
   * @param begin its first character
   * @param end after its last
   */
  public record Span(int begin, int end) {
    static Span stripped(String line, int begin, int end) {
      int first = begin;
      int last = end;
      while (first < last && line.charAt(first) == ' ') {
        first++;
      }
      while (last > first && line.charAt(last - 1) == ' ') {
        last--;
      }
      return new Span(first, last);
    }

    /** Its text. */
    public String of(String line) {
      return line.substring(begin, end);
    }
  }

  /** All of a line, in the order in which they begin; what stands in strings is none. */
  public static List<Reference> in(String line) {
    List<@Nullable Reference> found = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    Brackets strings = new Brackets();
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      boolean inString = strings.isInString();
      if (!inString && isWord(c)) {
        int end = i + 1;
        while (end < line.length() && (isWord(line.charAt(end)) || line.charAt(end) == '.')) {
          end++;
        }
        boolean name = !Character.isDigit(c) && (i == 0 || line.charAt(i - 1) != '.');
        if (name) {
          found.add(new Reference(line.substring(i, end), i, -1, -1));
        }
        if (end < line.length() && line.charAt(end) == '(') {
          open.push(name ? found.size() - 1 : -1);
          strings.next('(');
          end++;
        }
        i = end;
        continue;
      }
      strings.next(c);
      if (!inString && c == '(') {
        open.push(-1);
      } else if (!inString && c == ')' && !open.isEmpty()) {
        int index = open.pop();
        if (index >= 0) {
          Reference called = found.get(index);
          int bracket = called.begin() + called.name().length();
          found.set(index, new Reference(called.name(), called.begin(), bracket, i));
        }
      }
      i++;
    }
    return found;
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }
}
