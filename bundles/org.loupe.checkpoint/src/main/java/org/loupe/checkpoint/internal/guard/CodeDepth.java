package org.loupe.checkpoint.internal.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.loupe.checkpoint.internal.guard.CodeTokens.Kind;

/**
 * Bounds how deeply code nests. Torch's parser and compiler call themselves for each level, and the
 * end of the native stack ends the process.
 */
final class CodeDepth {
  private static final int MOST_BRACKETS = 100;
  private static final int MOST_INDENTATION = 400;
  private static final int LONGEST_CHAIN = 200;
  private static final Set<String> JOINING =
      Set.of("if", "else", "elif", "not", "and", "or", "is", "in");

  /** Per open bracket the links of the expression in it: each adds a level to torch's tree. */
  private final Deque<int[]> chains = new ArrayDeque<>();

  private boolean statementBegins = true;
  private int elifs;

  CodeDepth() {
    chains.push(new int[1]);
  }

  /** Brackets that are open. */
  int brackets() {
    return chains.size() - 1;
  }

  /** Takes notice of the token that was just read. */
  void see(Kind kind, CodeTokens token) throws CodeException {
    if (kind == Kind.END) {
      if (brackets() == 0) {
        chains.element()[0] = 0;
        statementBegins = true;
      }
      return;
    }
    if (statementBegins && token.column() > MOST_INDENTATION) {
      throw tooDeep(token);
    }
    statementBegins = false;
    if (kind == Kind.NAME) {
      if (JOINING.contains(token.text())) {
        link(token);
      }
      if (token.text().equals("elif") && ++elifs > LONGEST_CHAIN) {
        throw tooDeep(token);
      }
    } else if (kind == Kind.SIGN) {
      sign(token.text().charAt(0), token);
    }
  }

  private void sign(char sign, CodeTokens token) throws CodeException {
    switch (sign) {
      case '(', '[', '{' -> {
        chains.push(new int[1]);
        if (brackets() > MOST_BRACKETS) {
          throw tooDeep(token);
        }
      }
      case ')', ']', '}' -> {
        if (brackets() == 0) {
          throw new CodeException(token.line(), "closes a bracket that was never opened");
        }
        chains.pop();
        link(token);
      }
      case ',', ':', ';' -> chains.element()[0] = 0;
      default -> link(token);
    }
  }

  private void link(CodeTokens token) throws CodeException {
    if (++chains.element()[0] > LONGEST_CHAIN) {
      throw tooDeep(token);
    }
  }

  private static CodeException tooDeep(CodeTokens token) {
    return new CodeException(token.line(), "nests more deeply than a model's code does");
  }
}
