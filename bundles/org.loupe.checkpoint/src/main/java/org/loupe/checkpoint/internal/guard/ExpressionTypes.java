package org.loupe.checkpoint.internal.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.guard.Assignments.Assigned;
import org.loupe.checkpoint.internal.guard.ClassShape.FunctionShape;
import org.loupe.checkpoint.internal.script.source.Brackets;

/**
 * Types of expressions in a function, as far as declarations tell them. What they do not tell is
 * {@link #UNKNOWN}, which could be anything.
 */
final class ExpressionTypes {
  static final TypeName UNKNOWN = TypeName.plain("?");

  private static final Pattern START =
      Pattern.compile("(annotate|unchecked_cast|uninitialized|getattr|torch\\.get)?\\(|[\\w.]+");
  private static final Pattern MEMBER = Pattern.compile("\\.(\\w+)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int DEEPEST = 100;
  private static final int MOST_STEPS = 100_000;
  private static final int MOST_TYPES = 32;

  private final Types types;
  private final Assignments assignments;
  private final Map<String, TypeName> parameters;

  /** Variables whose type is being looked for. */
  private final Set<String> open = new HashSet<>();

  private int depth;

  /** Expressions looked at: a few lines may refer to each other very often. */
  private int steps;

  ExpressionTypes(Types types, Assignments assignments, Map<String, TypeName> parameters) {
    this.types = types;
    this.assignments = assignments;
    this.parameters = new HashMap<>(parameters);
  }

  /** Whether a variable has one value only. */
  boolean isConstant(String name) {
    int values = assignments.of(name).size() + (parameters.containsKey(name) ? 1 : 0);
    return assignments.isKnown(name) && values == 1;
  }

  /** Whether a variable keeps the value that it has at a line, as long as that is not run again. */
  boolean isSettled(String name, int line) {
    return assignments.isKnown(name)
        && assignments.of(name).stream().allMatch(assigned -> assigned.line() < line);
  }

  /**
   * A variable's type.
   *
   * @param counts which of its values may be meant
   */
  TypeName variable(String name, Predicate<Assigned> counts) {
    Set<TypeName> all = new LinkedHashSet<>();
    if (!assignments.isKnown(name) || depth > DEEPEST) {
      return UNKNOWN;
    }
    if (parameters.containsKey(name)) {
      all.add(parameters.get(name));
    }
    open.add(name);
    depth++;
    for (Assigned assigned : assignments.of(name)) {
      // a variable that a loop hands on to itself
      if (counts.test(assigned) && !open.contains(assigned.value())) {
        all.add(of(assigned.value()));
      }
    }
    depth--;
    open.remove(name);
    if (all.isEmpty() || all.size() > MOST_TYPES) {
      return UNKNOWN;
    }
    return all.size() == 1 ? all.iterator().next() : new TypeName("Union", List.copyOf(all));
  }

  /** An expression's type. */
  TypeName of(String expression) {
    String text = expression.strip();
    Matcher start = START.matcher(text);
    if (depth > DEEPEST || ++steps > MOST_STEPS || !start.lookingAt()) {
      return UNKNOWN;
    }
    depth++;
    int at = start.end();
    TypeName type;
    if (text.charAt(at - 1) == '(') {
      int close = Brackets.closing(text, at - 1);
      List<String> inside = Brackets.split(text.substring(at, Math.max(at, close)));
      type = bracketed(start.group(1), inside, text.substring(at, Math.max(at, close)));
      at = close + 1;
    } else {
      String[] path = start.group().split("\\.");
      boolean called = at < text.length() && text.charAt(at) == '(';
      int close = called ? Brackets.closing(text, at) : at - 1;
      type = path[0].equals("__torch__") ? defined(path, called) : members(path, called);
      at = close + 1;
    }
    TypeName result = at > text.length() ? UNKNOWN : behind(type, text, at);
    depth--;
    return result;
  }

  private TypeName bracketed(@Nullable String function, List<String> inside, String text) {
    if (inside.isEmpty()) {
      return function == null ? new TypeName("Tuple", List.of()) : UNKNOWN;
    }
    if (function == null) {
      return inside.size() > 1 || text.strip().endsWith(",")
          ? new TypeName("Tuple", inside.stream().map(this::of).toList())
          : of(inside.get(0));
    }
    return switch (function) {
      case "getattr" -> {
        String name = inside.size() == 2 ? inside.get(1).strip() : "";
        yield name.length() < 2
            ? UNKNOWN
            : attribute(of(inside.get(0)), name.substring(1, name.length() - 1));
      }
      case "torch.get" -> {
        TypeName map = of(inside.get(0));
        yield inside.size() == 2 && map.is("Dict")
            ? new TypeName("Optional", List.of(map.arguments().get(1)))
            : UNKNOWN;
      }
      default -> TypeName.parse(inside.get(0).strip()).orElse(UNKNOWN);
    };
  }

  /** A function's result, or an object that is made: {@code __torch__.Net.__new__(…)}. */
  private TypeName defined(String[] path, boolean called) {
    String name = String.join(".", path);
    FunctionShape function = types.function(name);
    ClassShape shape = types.type(name);
    if (called && function != null) {
      return function.returns();
    } else if (called && shape != null && shape.isNamedTuple()) {
      return TypeName.plain(name);
    }
    String owner = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    return called && name.endsWith(".__new__") && types.type(owner) != null
        ? TypeName.plain(owner)
        : UNKNOWN;
  }

  private TypeName members(String[] path, boolean called) {
    if (path.length == 0) {
      return UNKNOWN;
    }
    TypeName type =
        path[0].equals("None")
            ? TypeName.plain("NoneType")
            : called && path.length == 1 || open.contains(path[0])
                ? UNKNOWN
                : variable(path[0], any -> true);
    for (int i = 1; i < path.length; i++) {
      type = called && i == path.length - 1 ? result(type, path[i]) : attribute(type, path[i]);
    }
    return type;
  }

  /** What stands behind: members, calls of methods, and indices. */
  private TypeName behind(TypeName first, String text, int begin) {
    TypeName type = first;
    int at = begin;
    while (at < text.length()) {
      Matcher member = MEMBER.matcher(text).region(at, text.length());
      if (member.lookingAt()) {
        at = member.end();
        if (at < text.length() && text.charAt(at) == '(') {
          type = result(type, member.group(1));
          at = Brackets.closing(text, at) + 1;
        } else {
          type = attribute(type, member.group(1));
        }
      } else if (text.charAt(at) == '[') {
        int close = Brackets.closing(text, at);
        type = element(type, text.substring(at + 1, Math.max(at + 1, close)).strip());
        at = close + 1;
      } else {
        return UNKNOWN;
      }
    }
    return type;
  }

  private TypeName attribute(TypeName object, String name) {
    ClassShape shape = types.type(object.name());
    return shape == null ? UNKNOWN : shape.attributes().getOrDefault(name, UNKNOWN);
  }

  private TypeName result(TypeName object, String method) {
    ClassShape shape = types.type(object.name());
    FunctionShape found = shape == null ? null : shape.methods().get(method);
    return found == null ? UNKNOWN : found.returns();
  }

  private TypeName element(TypeName whole, String index) {
    List<TypeName> inside = new ArrayList<>(types.tuple(whole).arguments());
    if (types.tuple(whole).is("Tuple") && NUMBER.matcher(index).matches() && index.length() < 6) {
      int number = Integer.parseInt(index);
      return number < inside.size() ? inside.get(number) : UNKNOWN;
    }
    boolean slice = index.contains(":");
    return whole.is("List") && !slice || whole.is("Dict") ? inside.get(inside.size() - 1) : UNKNOWN;
  }
}
