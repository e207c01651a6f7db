package org.loupe.checkpoint.internal.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.loupe.checkpoint.internal.guard.CodeTokens.Kind;

/**
 * Checks that source code reaches nothing but operators that are allowed, and what its archive
 * declares. Every name after a dot counts, called or not, since TorchScript can call a function by
 * another name once it was assigned.
 */
final class CodeGuard {
  /** Members without an operator or a declaration: of enumerations, of classes and of tensors. */
  private static final Set<String> BUILT_IN = Set.of("name", "value", "tolist", "__new__");

  private final Operators operators;
  private final Declarations declarations;
  private final CodeTokens tokens;
  private final CodeDepth depth = new CodeDepth();
  private final Deque<Integer> getattrs = new ArrayDeque<>();
  private Kind kind = Kind.END;
  private int classes;
  private int functions;
  private int casts;

  private CodeGuard(Operators operators, Declarations declarations, String source) {
    this.operators = operators;
    this.declarations = declarations;
    this.tokens = new CodeTokens(source);
  }

  /**
   * Checks a source file.
   *
   * @param declarations of the whole archive
   * @return what it says how often
   * @throws CodeException if something in it is refused
   */
  static Keywords check(Operators operators, Declarations declarations, String source)
      throws CodeException {
    CodeGuard guard = new CodeGuard(operators, declarations, source);
    guard.check();
    return new Keywords(guard.classes, guard.functions, guard.casts);
  }

  /**
   * How often keywords stand in a file.
   *
   * @param classes {@code class}
   * @param functions {@code def}
   * @param casts {@code unchecked_cast}
   */
  record Keywords(int classes, int functions, int casts) {}

  private void check() throws CodeException {
    advance();
    boolean imported = false;
    while (!tokens.done() || kind != Kind.END) {
      if (kind == Kind.NAME) {
        String first = tokens.text();
        if (first.equals("getattr")) {
          getattr();
        } else {
          int line = tokens.line();
          List<String> path = path();
          if (!imported) {
            check(path, line);
          }
        }
        imported = first.equals("import");
      } else if (isSign(".")) {
        advanceOverLines();
        if (kind == Kind.NAME) {
          for (String name : path()) {
            checkMember(name, tokens.line());
          }
        }
      } else {
        attributeName();
        advance();
      }
    }
    if (!getattrs.isEmpty()) {
      throw unnamedAttribute();
    }
  }

  private void advance() throws CodeException {
    kind = tokens.next();
    depth.see(kind, tokens);
    if (kind == Kind.NAME) {
      switch (tokens.text()) {
        case "class" -> classes++;
        case "def" -> functions++;
        case "unchecked_cast" -> casts++;
        default -> {}
      }
    }
  }

  /** Inside brackets a name may stand on the line below its dot. */
  private void advanceOverLines() throws CodeException {
    do {
      advance();
    } while (kind == Kind.END && !tokens.done());
  }

  private boolean isSign(String sign) {
    return kind == Kind.SIGN && tokens.text().equals(sign);
  }

  /** Names with dots between them, wherever lines are broken. */
  private List<String> path() throws CodeException {
    List<String> names = new ArrayList<>();
    names.add(tokens.text());
    advance();
    while (isSign(".")) {
      advanceOverLines();
      if (kind != Kind.NAME) {
        return names;
      }
      names.add(tokens.text());
      advance();
    }
    return names;
  }

  private void check(List<String> path, int line) throws CodeException {
    int checked =
        switch (path.get(0)) {
          case "torch" -> {
            requireLonger(path, 1, line);
            checkOperator("torch." + path.get(1), "aten", path.get(1), line);
            yield 2;
          }
          case "ops" -> {
            requireLonger(path, 2, line);
            checkOperator(String.join(".", path.subList(0, 3)), path.get(1), path.get(2), line);
            yield 3;
          }
          case "CONSTANTS" -> {
            requireLonger(path, 1, line);
            yield 2;
          }
          case "__torch__" -> defined(path, line);
          default -> 1;
        };
    for (String name : path.subList(checked, path.size())) {
      checkMember(name, line);
    }
  }

  /** Torch's modules are no values for printed code; assigned, they would hide what is called. */
  private static void requireLonger(List<String> path, int length, int line) throws CodeException {
    if (path.size() <= length) {
      throw new CodeException(line, "takes " + String.join(".", path) + " for a value");
    }
  }

  private void checkOperator(String written, String namespace, String name, int line)
      throws CodeException {
    if (!operators.allows(namespace, name)) {
      throw new CodeException(
          line,
          "calls "
              + written
              + ", which "
              + operators
                  .refusal(namespace, name)
                  .orElse("is not among the operators that models are known to need"));
    }
  }

  private int defined(List<String> path, int line) throws CodeException {
    for (int length = 2; length <= path.size(); length++) {
      if (declarations.defines(String.join(".", path.subList(0, length)))) {
        return length;
      }
    }
    String name = String.join(".", path);
    throw new CodeException(
        line,
        name.startsWith("__torch__.torch.classes.")
            ? "uses " + name.substring("__torch__.".length()) + ", a class of native code"
            : "uses " + name + ", which is not in the archive");
  }

  /** A member may be an operator that is called as a method, whatever the archive declares. */
  private void checkMember(String name, int line) throws CodeException {
    if (operators.refusal("aten", name).isPresent()) {
      checkOperator("the method " + name, "aten", name, line);
    }
    if (!operators.allows("aten", name)
        && !declarations.hasMember(name)
        && !BUILT_IN.contains(name)) {
      throw new CodeException(
          line, "uses '." + name + "', which is neither an allowed operator nor declared");
    }
  }

  /** Torch's printer writes {@code getattr(module, "0")} where a name is no identifier. */
  private void getattr() throws CodeException {
    advance();
    if (!isSign("(")) {
      throw unnamedAttribute();
    }
    getattrs.push(depth.brackets());
    advance();
  }

  /** At the comma of getattr's own brackets. */
  private void attributeName() throws CodeException {
    if (getattrs.isEmpty() || depth.brackets() > getattrs.element()) {
      return;
    }
    if (depth.brackets() < getattrs.element()) {
      throw unnamedAttribute();
    }
    if (!isSign(",")) {
      return;
    }
    getattrs.pop();
    advance();
    String name = tokens.text();
    int line = tokens.line();
    if (kind != Kind.TEXT || name.indexOf('\\') >= 0) {
      throw unnamedAttribute();
    }
    checkMember(name, line);
    advance();
    if (!isSign(")")) {
      throw unnamedAttribute();
    }
  }

  private CodeException unnamedAttribute() {
    return new CodeException(tokens.line(), "calls getattr without a plain name");
  }
}
