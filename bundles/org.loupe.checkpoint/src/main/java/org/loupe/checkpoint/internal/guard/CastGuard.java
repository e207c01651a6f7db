package org.loupe.checkpoint.internal.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.guard.Assignments.Assigned;
import org.loupe.checkpoint.internal.script.source.Brackets;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.checkpoint.internal.script.source.Reference;

/**
 * Checks {@code unchecked_cast}. Torch's printer writes it where the compiler has seen a test for
 * None or for a type; libtorch believes it, whatever the value is. Casts to numbers, texts and
 * tensors, and lists of them, do no harm, for those are looked at wherever they are used. A cast to
 * what holds a tuple or an object must take away no more than None from the type that declarations
 * give its value, or stand where {@code isinstance} has been asked.
 */
final class CastGuard {
  private static final String CAST = "unchecked_cast";
  private static final long MOST_WORK = 20_000_000;
  private static final Pattern IF = Pattern.compile("if (.+):");
  private static final Pattern NOT = Pattern.compile("torch\\.__not__\\((.+)\\)");
  private static final Pattern IS_INSTANCE = Pattern.compile("isinstance\\((\\w+), (.+)\\)");
  private static final Pattern NAME = Pattern.compile("\\w+");

  private final Types types;
  private final FunctionDef function;
  private final Assignments assignments;
  private final ExpressionTypes expressions;
  private boolean linesAreStatements;
  private long work;

  private CastGuard(Types types, FunctionDef function, @Nullable String owner) {
    this.types = types;
    this.function = function;
    this.assignments = new Assignments(function.body());
    Map<String, TypeName> parameters = new HashMap<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      String name = function.parameters().get(i).name();
      String type = function.parameters().get(i).type();
      boolean self = i == 0 && owner != null;
      parameters.put(
          name,
          self
              ? TypeName.plain(String.valueOf(owner))
              : TypeName.parse(type == null ? "" : type).orElse(ExpressionTypes.UNKNOWN));
    }
    this.expressions = new ExpressionTypes(types, assignments, parameters);
  }

  /**
   * Checks a function.
   *
   * @param owner the qualified name of the class whose method it is, or null
   * @return how many casts it has
   * @throws CodeException if one of them is not safe
   */
  static int check(Types types, FunctionDef function, @Nullable String owner) throws CodeException {
    if (function.body().stream().noneMatch(line -> line.contains(CAST))) {
      return 0;
    }
    return new CastGuard(types, function, owner).check();
  }

  private int check() throws CodeException {
    int casts = 0;
    for (int i = 0; i < function.body().size(); i++) {
      String line = function.body().get(i);
      for (Reference reference : line.contains(CAST) ? Reference.in(line) : List.<Reference>of()) {
        if (reference.isCall() && reference.name().equals(CAST)) {
          casts++;
          check(i, reference.arguments(line).stream().map(span -> span.of(line)).toList());
        }
      }
    }
    return casts;
  }

  private void check(int line, List<String> arguments) throws CodeException {
    TypeName type = arguments.isEmpty() ? null : TypeName.parse(arguments.get(0)).orElse(null);
    if (type == null || arguments.size() != 2) {
      throw refused(String.join(", ", arguments));
    }
    if (type.isChecked()) {
      return;
    }
    requireLines();
    if (!isSafe(line, arguments.get(1), type)) {
      throw refused(arguments.get(1) + " to " + type);
    }
  }

  /** Each statement must stand on one line, so that lines tell what is assigned. */
  private void requireLines() throws CodeException {
    work += function.body().size();
    if (work > MOST_WORK) {
      throw refused("too often");
    }
    if (linesAreStatements) {
      return;
    }
    for (String line : function.body()) {
      Brackets brackets = new Brackets();
      brackets.next(line);
      if (!brackets.isOutside()) {
        throw refused("where a statement takes several lines");
      }
    }
    linesAreStatements = true;
  }

  private CodeException refused(String what) {
    return new CodeException(
        0, "casts " + what + " in " + function.name() + " without a test for that type");
  }

  private boolean isSafe(int line, String value, TypeName type) {
    TypeName wanted = new TypeName("Optional", List.of(type));
    if (!NAME.matcher(value).matches()) {
      return isAssignable(expressions.of(value), wanted);
    }
    List<Condition> conditions = conditions(line);
    TypeName found = expressions.variable(value, assigned -> isPossible(assigned, conditions));
    for (Condition condition : conditions) {
      Assigned asked = test(condition);
      Matcher test = IS_INSTANCE.matcher(asked.value());
      if (test.matches()
          && test.group(1).equals(value)
          && expressions.isSettled(value, asked.line())) {
        List<TypeName> tested = union(test.group(2)).alternatives();
        if (condition.holds()) {
          found = new TypeName("Union", tested);
        } else {
          List<TypeName> left = new ArrayList<>(found.alternatives());
          left.removeAll(tested);
          found = new TypeName("Union", left);
        }
      }
    }
    return isAssignable(found, wanted);
  }

  /** Whether a value may be the one where conditions hold; torch prints 'and' as False beside. */
  private boolean isPossible(Assigned assigned, List<Condition> conditions) {
    return conditions.stream()
        .filter(Condition::holds)
        .flatMap(condition -> assignments.of(condition.test()).stream())
        .noneMatch(other -> other.line() == assigned.line() && other.value().equals("False"));
  }

  /** What is not known may be cast to what is looked at wherever it is used. */
  private boolean isAssignable(TypeName found, TypeName wanted) {
    if (found.equals(ExpressionTypes.UNKNOWN)) {
      return wanted.isChecked() || wanted.alternatives().contains(TypeName.ANY);
    }
    List<TypeName> sources = found.alternatives();
    if (sources.size() != 1 || !sources.get(0).equals(found)) {
      return sources.stream().allMatch(source -> isAssignable(source, wanted));
    }
    TypeName source = types.tuple(found);
    for (TypeName alternative : wanted.alternatives()) {
      TypeName target = types.tuple(alternative);
      if (types.isAssignable(source, target)
          || source.is("Tuple") && target.is("Tuple") && areAssignable(source, target)) {
        return true;
      }
    }
    return false;
  }

  private boolean areAssignable(TypeName source, TypeName target) {
    int size = source.arguments().size();
    if (size != target.arguments().size()) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!isAssignable(source.arguments().get(i), target.arguments().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static TypeName union(String tested) {
    boolean several = tested.startsWith("(") || tested.startsWith("[");
    List<TypeName> all = new ArrayList<>();
    for (String one :
        several ? Brackets.split(tested.substring(1, tested.length() - 1)) : List.of(tested)) {
      all.add(TypeName.parse(one.strip()).orElse(ExpressionTypes.UNKNOWN));
    }
    return new TypeName("Union", all);
  }

  /**
   * A condition around a line.
   *
   * @param test the expression
   * @param line where it stands
   * @param holds whether the line is reached where it is true, or where it is not
   */
  private record Condition(String test, int line, boolean holds) {}

  /** The conditions around a line, the innermost first. */
  private List<Condition> conditions(int line) {
    List<Condition> all = new ArrayList<>();
    int indent = indent(line);
    boolean otherwise = false;
    for (int i = line - 1; i >= 0 && indent > 0; i--) {
      String text = function.body().get(i).strip();
      int here = indent(i);
      if (text.isEmpty() || here > indent || here == indent && !otherwise) {
        continue;
      }
      Matcher condition = IF.matcher(text);
      if (text.equals("else:") && here < indent) {
        otherwise = true;
        indent = here;
      } else if (condition.matches()) {
        all.add(condition(condition.group(1), i, !otherwise));
        otherwise = false;
        indent = here;
      } else if (here < indent) {
        otherwise = false;
        indent = here;
      }
    }
    return all;
  }

  private static Condition condition(String test, int line, boolean holds) {
    Matcher negated = NOT.matcher(test);
    return negated.matches()
        ? new Condition(negated.group(1), line, !holds)
        : new Condition(test, line, holds);
  }

  /** A test itself and its line, where a variable stands for it. */
  private Assigned test(Condition condition) {
    return NAME.matcher(condition.test()).matches() && expressions.isConstant(condition.test())
        ? assignments.of(condition.test()).stream()
            .findFirst()
            .orElse(new Assigned(condition.line(), condition.test()))
        : new Assigned(condition.line(), condition.test());
  }

  private int indent(int line) {
    String text = function.body().get(line);
    return text.length() - text.stripLeading().length();
  }
}
