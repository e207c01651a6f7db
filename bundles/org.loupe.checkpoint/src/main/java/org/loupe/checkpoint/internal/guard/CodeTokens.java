package org.loupe.checkpoint.internal.guard;

/**
 * Takes source code apart as torch's own lexer does, as far as names, texts and signs go: what
 * torch would read as code is never taken for a text or a comment.
 *
 * <p>The source's bytes must be decoded one character each (ISO 8859-1), for torch looks at bytes.
 */
final class CodeTokens {

  /** Kinds of tokens. */
  enum Kind {
    /** A name or keyword. */
    NAME,
    /** A text in quotes. */
    TEXT,
    /** A number. */
    NUMBER,
    /** A single character of any other kind. */
    SIGN,
    /** The end of a line that ends a statement, or of the code. */
    END
  }

  private final String source;
  private int at;
  private int line = 1;
  private int tokenLine = 1;
  private int column;
  private String text = "";

  CodeTokens(String source) {
    this.source = source;
  }

  /** Whether there is nothing more. */
  boolean done() {
    return at >= source.length();
  }

  /** The token that was read last, without quotes. */
  String text() {
    return text;
  }

  /** Its line, from 1. */
  int line() {
    return tokenLine;
  }

  /** Characters before it on its line. */
  int column() {
    return column;
  }

  /**
   * Reads the next token. Ends of lines are tokens everywhere, also inside brackets.
   *
   * @throws CodeException if a text does not end, or is one that torch's printer never writes
   */
  Kind next() throws CodeException {
    skipBlanks();
    tokenLine = line;
    int begin = at;
    column = begin - (source.lastIndexOf('\n', begin - 1) + 1);
    if (done()) {
      text = "";
      return Kind.END;
    }
    char first = source.charAt(at);
    Kind kind;
    if (first == '\n') {
      line++;
      at++;
      kind = Kind.END;
    } else if (first == '"' || first == '\'') {
      return text(first);
    } else if (isDigit(begin) || first == '.' && isDigit(begin + 1)) {
      number();
      kind = Kind.NUMBER;
    } else if (isLetter(begin)) {
      while (isLetter(at) || isDigit(at)) {
        at++;
      }
      kind = Kind.NAME;
    } else if (first == 0) {
      throw new CodeException(tokenLine, "holds a NUL character");
    } else {
      at++;
      kind = Kind.SIGN;
    }
    text = source.substring(begin, at);
    return kind;
  }

  private void skipBlanks() throws CodeException {
    while (!done()) {
      char next = source.charAt(at);
      if (next == '#') {
        throw new CodeException(line, "holds a comment, which torch never writes");
      } else if (next == '\\') {
        throw new CodeException(line, "holds a backslash, which torch never writes");
      } else if (next == ' ' || next == '\t' || next == '\r' || next == '\f' || next == 0x0b) {
        at++;
      } else {
        return;
      }
    }
  }

  private Kind text(char quote) throws CodeException {
    int begin = at + 1;
    if (source.startsWith(String.valueOf(quote).repeat(3), at)) {
      throw new CodeException(tokenLine, "holds a text in threefold quotes");
    }
    int end = begin;
    while (end < source.length() && source.charAt(end) != quote) {
      if (source.charAt(end) == '\\') {
        end++;
      }
      if (end >= source.length() || source.charAt(end) == '\n') {
        throw new CodeException(tokenLine, "holds a text that does not end");
      }
      end++;
    }
    if (end >= source.length()) {
      throw new CodeException(tokenLine, "holds a text that does not end");
    }
    text = source.substring(begin, end);
    at = end + 1;
    return Kind.TEXT;
  }

  private void number() {
    digits();
    if (is(at, '.')) {
      at++;
      digits();
    }
    int exponent = at;
    if (is(at, 'e') || is(at, 'E')) {
      at++;
      if (is(at, '+') || is(at, '-')) {
        at++;
      }
      if (isDigit(at)) {
        digits();
      } else {
        at = exponent;
      }
    }
    if (is(at, 'j')) {
      at++;
    }
  }

  private void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean is(int index, char wanted) {
    return index < source.length() && source.charAt(index) == wanted;
  }

  private boolean isDigit(int index) {
    return index < source.length() && source.charAt(index) >= '0' && source.charAt(index) <= '9';
  }

  private boolean isLetter(int index) {
    if (index >= source.length()) {
      return false;
    }
    char c = source.charAt(index);
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }
}
