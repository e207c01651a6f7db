package org.loupe.checkpoint.internal.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type as torch prints it: {@code Optional[Tuple[Tensor, __torch__.Net]]}.
 *
 * @param name before the brackets
 * @param arguments between them
 */
record TypeName(String name, List<TypeName> arguments) {
  static final TypeName ANY = new TypeName("Any", List.of());

  private static final Set<String> LEAVES =
      Set.of(
          "Capsule",
          "Device",
          "Dtype",
          "Generator",
          "Layout",
          "MemoryFormat",
          "None",
          "NoneType",
          "QScheme",
          "Scalar",
          "Storage",
          "Stream",
          "Tensor",
          "bool",
          "complex",
          "float",
          "int",
          "list",
          "number",
          "str",
          "tuple");

  private static final Set<String> GENERIC =
      Set.of(
          "Await", "Dict", "Future", "InterfaceType", "List", "Optional", "RRef", "Tuple", "Union");

  private static final int DEEPEST = 50;
  private static final int LONGEST = 1 << 16;

  /** The type of lists of a type. */
  static TypeName list(TypeName element) {
    return new TypeName("List", List.of(element));
  }

  /** A type without arguments. */
  static TypeName plain(String name) {
    return new TypeName(name, List.of());
  }

  /** Parses a type; empty if torch would not print it so. */
  static Optional<TypeName> parse(String text) {
    Parser parser = new Parser(text);
    TypeName type = text.length() > LONGEST ? null : parser.type(0);
    return type != null && parser.isDone() ? Optional.of(type) : Optional.empty();
  }

  boolean is(String other) {
    return name.equals(other);
  }

  /** Whether it is the name of a class. */
  boolean isClass() {
    return name.startsWith("__torch__.");
  }

  /**
   * Whether libtorch looks at every value that it takes for this type: numbers, texts and tensors,
   * and lists and dictionaries of them. It believes the number of a tuple's elements and the class
   * of an object.
   */
  boolean isChecked() {
    return LEAVES.contains(name)
        || GENERIC.contains(name)
            && !is("Tuple")
            && arguments.stream().allMatch(TypeName::isChecked);
  }

  /** What it may be: the alternatives of an Optional or Union, otherwise the type itself. */
  List<TypeName> alternatives() {
    if (is("Optional") || is("Union")) {
      List<TypeName> all = new ArrayList<>();
      arguments.forEach(argument -> all.addAll(argument.alternatives()));
      if (is("Optional")) {
        all.add(plain("NoneType"));
      }
      return all;
    }
    return List.of(is("None") ? plain("NoneType") : this);
  }

  @Override
  public String toString() {
    return arguments.isEmpty()
        ? is("Tuple") ? "Tuple[()]" : name
        : name + "[" + String.join(", ", arguments.stream().map(TypeName::toString).toList()) + "]";
  }

  /** Reads a type from its beginning on. */
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    boolean isDone() {
      blanks();
      return at == text.length();
    }

    @Nullable TypeName type(int depth) {
      String name = name();
      if (depth > DEEPEST || name.isEmpty()) {
        return null;
      }
      if (!take('[')) {
        boolean known =
            LEAVES.contains(name) || name.equals("Any") || name.startsWith("__torch__.");
        return known ? plain(name) : null;
      }
      if (!GENERIC.contains(name)) {
        return null;
      }
      List<TypeName> arguments = new ArrayList<>();
      if (name.equals("Tuple") && take('(')) {
        return take(')') && take(']') ? plain(name) : null;
      }
      do {
        TypeName argument = type(depth + 1);
        if (argument == null) {
          return null;
        }
        arguments.add(argument);
      } while (take(','));
      boolean complete = take(']') && arguments.size() == arity(name, arguments.size());
      return complete ? new TypeName(name, List.copyOf(arguments)) : null;
    }

    private static int arity(String name, int found) {
      return switch (name) {
        case "Tuple", "Union" -> found;
        case "Dict" -> 2;
        default -> 1;
      };
    }

    private String name() {
      blanks();
      int begin = at;
      while (at < text.length() && isWord(text.charAt(at))) {
        at++;
      }
      return text.substring(begin, at);
    }

    private static boolean isWord(char c) {
      return c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '_'
          || c == '.';
    }

    private boolean take(char wanted) {
      blanks();
      boolean there = at < text.length() && text.charAt(at) == wanted;
      at += there ? 1 : 0;
      return there;
    }

    private void blanks() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }
  }
}
