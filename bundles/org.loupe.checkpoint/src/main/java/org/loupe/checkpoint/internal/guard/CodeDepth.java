package org.loupe.checkpoint.internal.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.loupe.checkpoint.internal.guard.CodeTokens.Kind;

/**
 * Bounds how deeply code nests. Torch's parser and compiler call themselves for each level, and the
 * end of the native stack ends the process.
 *
 * <p>What is counted is never less than the depth of torch's syntax tree: the blocks around a
 * statement, and in it brackets, operators and dots, all but those on the other side of a comma.
 */
final class CodeDepth {
  /** What torch prints stays below 40; on a thread of 1 MiB libtorch survives more than 400. */
  private static final int DEEPEST = 200;

  private static final Set<String> OPERATORS =
      Set.of("if", "else", "not", "and", "or", "is", "in", "for");

  /** A bracket that is open, or the statement itself. */
  private static final class Level {
    /** Depth around it, when it was opened. */
    private final int around;

    /** Depth since the last comma. */
    private int depth;

    /** The deepest between two commas. */
    private int deepest;

    Level(int around) {
      this.around = around;
    }

    int depth() {
      return around + depth;
    }

    void comma() {
      deepest = Math.max(deepest, depth);
      depth = 0;
    }
  }

  private final Deque<Level> levels = new ArrayDeque<>();
  private boolean statementBegins = true;
  private int blocks;
  private int elifs;

  CodeDepth() {
    levels.push(new Level(0));
  }

  /** Brackets that are open. */
  int brackets() {
    return levels.size() - 1;
  }

  /** Takes notice of the token that was just read. */
  void see(Kind kind, CodeTokens token) throws CodeException {
    if (kind == Kind.END) {
      if (brackets() == 0) {
        levels.element().depth = 0;
        statementBegins = true;
      }
      return;
    }
    if (statementBegins) {
      blocks = token.column() / 2;
      statementBegins = false;
    }
    if (kind == Kind.NAME && token.text().equals("elif")) {
      elifs++;
    } else if (kind == Kind.NAME && OPERATORS.contains(token.text())) {
      levels.element().depth++;
    } else if (kind == Kind.SIGN) {
      sign(token.text().charAt(0), token);
    }
    if (blocks + levels.element().depth() > DEEPEST || elifs > DEEPEST) {
      throw new CodeException(token.line(), "nests more deeply than a model's code does");
    }
  }

  private void sign(char sign, CodeTokens token) throws CodeException {
    switch (sign) {
      case '(', '[', '{' -> levels.push(new Level(levels.element().depth() + 1));
      case ')', ']', '}' -> {
        if (brackets() == 0) {
          throw new CodeException(token.line(), "closes a bracket that was never opened");
        }
        Level closed = levels.pop();
        closed.comma();
        levels.element().depth += 1 + closed.deepest;
      }
      case ',' -> levels.element().comma();
      default -> levels.element().depth++;
    }
  }
}
