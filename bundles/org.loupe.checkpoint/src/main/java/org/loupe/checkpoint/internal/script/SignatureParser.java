package org.loupe.checkpoint.internal.script;

import java.util.ArrayList;
import java.util.List;
import org.loupe.checkpoint.Signature;
import org.loupe.checkpoint.Signature.Argument;

/** Takes {@code def name(self: T, x: Tensor=None) -> Tensor:} apart. */
final class SignatureParser {
  private SignatureParser() {}

  /**
   * Parses a signature.
   *
   * @param text from {@code def} to the colon, on one line
   * @return with its first argument, the module, left out
   */
  static Signature parse(String text) {
    int open = text.indexOf('(');
    int close = closing(text, open);
    String name = text.substring(text.indexOf("def ") + 4, open).strip();
    List<Argument> arguments = new ArrayList<>();
    for (String part : split(text.substring(open + 1, close))) {
      arguments.add(argument(part));
    }
    int arrow = text.indexOf("->", close);
    int colon = text.lastIndexOf(':');
    String returns = arrow < 0 || colon < arrow ? "" : text.substring(arrow + 2, colon).strip();
    return new Signature(
        name, arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size()), returns);
  }

  /** Whether every bracket is closed and the signature's colon is there. */
  static boolean isComplete(String text) {
    int open = text.indexOf('(');
    return open >= 0 && closing(text, open) < text.length() && text.strip().endsWith(":");
  }

  private static Argument argument(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new Argument(text.strip(), "Tensor", null);
    }
    String type = text.substring(colon + 1);
    int equals = type.indexOf('=');
    return equals < 0
        ? new Argument(text.substring(0, colon).strip(), type.strip(), null)
        : new Argument(
            text.substring(0, colon).strip(),
            type.substring(0, equals).strip(),
            type.substring(equals + 1).strip());
  }

  private static List<String> split(String arguments) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    Depth depth = new Depth();
    for (int i = 0; i < arguments.length(); i++) {
      depth.next(arguments.charAt(i));
      if (arguments.charAt(i) == ',' && depth.isOutside()) {
        parts.add(arguments.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(arguments.substring(begin));
    parts.removeIf(String::isBlank);
    return parts;
  }

  private static int closing(String text, int open) {
    Depth depth = new Depth();
    for (int i = open; i < text.length(); i++) {
      depth.next(text.charAt(i));
      if (depth.isOutside()) {
        return i;
      }
    }
    return text.length();
  }

  /** How many brackets are open, strings apart. */
  private static final class Depth {
    private int brackets;
    private char quote;
    private boolean escaped;

    void next(char c) {
      if (quote != 0) {
        if (!escaped && c == quote) {
          quote = 0;
        }
        escaped = !escaped && c == '\\';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        brackets++;
      } else if (c == ')' || c == ']' || c == '}') {
        brackets--;
      }
    }

    boolean isOutside() {
      return brackets == 0 && quote == 0;
    }
  }
}
