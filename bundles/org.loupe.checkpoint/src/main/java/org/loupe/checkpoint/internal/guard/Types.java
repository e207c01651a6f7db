package org.loupe.checkpoint.internal.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.guard.ClassShape.FunctionShape;
import org.loupe.checkpoint.internal.guard.CodeGuard.Keywords;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.checkpoint.internal.script.source.SourceFile;

/** The classes and functions of an archive's code, by qualified name, and how types relate. */
final class Types {
  private static final int DEEPEST = 50;

  private final Map<String, ClassShape> classes = new HashMap<>();
  private final Map<String, FunctionShape> functions = new HashMap<>();

  /** Which class implements which interface. */
  private final Map<String, Boolean> implemented = new HashMap<>();

  /**
   * Adds what a source file declares.
   *
   * @param module its qualified name
   * @param keywords how often it says {@code class} and {@code def}
   * @throws CodeException if torch would read other classes and functions than are found here
   */
  void add(String module, SourceFile source, Keywords keywords) throws CodeException {
    int types = 0;
    int methods = 0;
    for (ClassDef type : source.classes().toList()) {
      classes.put(module + "." + type.name(), ClassReader.read(type));
      types++;
      methods += type.methods().size();
    }
    for (FunctionDef function : source.functions().toList()) {
      functions.put(module + "." + function.name(), ClassReader.read(function, 0));
      methods++;
    }
    if (types != keywords.classes() || methods != keywords.functions()) {
      throw new CodeException(0, "defines classes or functions otherwise than torch prints them");
    }
  }

  /**
   * Checks the casts of a file, once all files are known.
   *
   * @param keywords how often it says {@code unchecked_cast}
   * @throws CodeException if one is not safe
   */
  void checkCasts(String module, SourceFile source, Keywords keywords) throws CodeException {
    int casts = 0;
    for (ClassDef type : source.classes().toList()) {
      for (FunctionDef method : type.methods()) {
        casts += CastGuard.check(this, method, module + "." + type.name());
      }
    }
    for (FunctionDef function : source.functions().toList()) {
      casts += CastGuard.check(this, function, null);
    }
    if (casts != keywords.casts()) {
      throw new CodeException(0, "says unchecked_cast otherwise than torch prints it");
    }
  }

  @Nullable ClassShape type(String name) {
    return classes.get(name);
  }

  @Nullable FunctionShape function(String name) {
    return functions.get(name);
  }

  /** Whether every value of one type is one of the other; as far as torch's printer needs it. */
  boolean isAssignable(TypeName from, TypeName to) {
    return isAssignable(from, to, 0);
  }

  private boolean isAssignable(TypeName from, TypeName to, int depth) {
    if (depth > DEEPEST) {
      return false;
    }
    if (to.is("Any") || from.equals(to)) {
      return true;
    }
    List<TypeName> sources = from.alternatives();
    List<TypeName> targets = to.alternatives();
    if (sources.size() > 1 || targets.size() > 1) {
      return sources.stream()
          .allMatch(
              source ->
                  targets.stream().anyMatch(target -> isAssignable(source, target, depth + 1)));
    }
    TypeName source = tuple(sources.get(0));
    TypeName target = tuple(targets.get(0));
    if (source.is("Tuple") && target.is("Tuple")) {
      return areAssignable(source.arguments(), target.arguments(), depth);
    }
    ClassShape wanted = type(target.name());
    ClassShape given = type(source.name());
    return source.equals(target)
        || wanted != null
            && given != null
            && wanted.isInterface()
            && implementsAll(source, target, depth);
  }

  private boolean areAssignable(List<TypeName> from, List<TypeName> to, int depth) {
    if (from.size() != to.size()) {
      return false;
    }
    for (int i = 0; i < from.size(); i++) {
      if (!isAssignable(from.get(i), to.get(i), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** A named tuple is a tuple of its fields. */
  TypeName tuple(TypeName type) {
    ClassShape shape = type(type.name());
    return shape != null && shape.isNamedTuple()
        ? new TypeName("Tuple", List.copyOf(shape.attributes().values()))
        : type;
  }

  /** Interfaces may speak of each other: what is being found out is taken for true meanwhile. */
  private boolean implementsAll(TypeName source, TypeName target, int depth) {
    String pair = source.name() + " " + target.name();
    Boolean known = implemented.putIfAbsent(pair, true);
    if (known != null) {
      return known;
    }
    boolean all =
        implementsAll(
            Objects.requireNonNull(type(source.name())),
            Objects.requireNonNull(type(target.name())),
            depth);
    implemented.put(pair, all);
    return all;
  }

  private boolean implementsAll(ClassShape given, ClassShape wanted, int depth) {
    for (Map.Entry<String, FunctionShape> method : wanted.methods().entrySet()) {
      FunctionShape found = given.methods().get(method.getKey());
      FunctionShape declared = method.getValue();
      if (found == null
          || !areAssignable(declared.parameters(), found.parameters(), depth)
          || !isAssignable(found.returns(), declared.returns(), depth + 1)) {
        return false;
      }
    }
    return true;
  }
}
