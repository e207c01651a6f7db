package org.loupe.checkpoint.internal.guard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.checkpoint.internal.guard.ClassShape.FunctionShape;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.checkpoint.internal.script.source.Parameter;

/** Reads what a class or function declares, and refuses what torch would not print. */
final class ClassReader {
  private static final Pattern NOTE =
      Pattern.compile(
          "  __(?:parameters|buffers|annotations|forward_hooks|forward_pre_hooks)__ = \\[[^\\[\\]]*\\]");
  private static final Pattern CONSTANT = Pattern.compile("  \\w+ : Final\\[.+");
  private static final Pattern ATTRIBUTE = Pattern.compile("  (\\w+) : ([^=]+)");
  private static final Pattern ANNOTATION =
      Pattern.compile("  __annotations__\\[\"([^\"\\\\]*)\"\\] = ([^=]+)");
  private static final Pattern ANNOTATED_CONSTANT =
      Pattern.compile("  __annotations__\\[\"[^\"\\\\]*\"\\] = Final\\[.+");
  private static final Pattern MEMBER = Pattern.compile("  \\w+ = (.+)");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern REAL = Pattern.compile("[0-9]+\\.[0-9]*(?:e[+-]?[0-9]+)?");
  private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"");

  private ClassReader() {}

  static ClassShape read(ClassDef type) throws CodeException {
    Map<String, TypeName> attributes = new LinkedHashMap<>();
    Set<Object> members = new HashSet<>();
    for (String line : type.header()) {
      Matcher attribute = ATTRIBUTE.matcher(line);
      Matcher annotation = ANNOTATION.matcher(line);
      Matcher member = MEMBER.matcher(line);
      if (line.isBlank()
          || NOTE.matcher(line).matches()
          || CONSTANT.matcher(line).matches()
          || ANNOTATED_CONSTANT.matcher(line).matches()) {
        continue;
      } else if (attribute.matches()) {
        put(attributes, attribute, type.name());
      } else if (annotation.matches()) {
        put(attributes, annotation, type.name());
      } else if (type.base().equals("Enum") && member.matches()) {
        members.add(value(member.group(1), type.name()));
      } else {
        throw unread(type.name(), line);
      }
    }
    Map<String, FunctionShape> methods = new LinkedHashMap<>();
    for (FunctionDef method : type.methods()) {
      if (method.parameters().isEmpty() || methods.put(method.name(), read(method, 1)) != null) {
        throw unread(type.name(), "def " + method.name());
      }
    }
    return new ClassShape(type.base(), attributes, methods, members);
  }

  /**
   * Reads a function's types.
   *
   * @param first the first parameter that counts
   */
  static FunctionShape read(FunctionDef function, int first) throws CodeException {
    List<TypeName> parameters = new ArrayList<>();
    for (Parameter parameter : function.parameters().subList(first, function.parameters().size())) {
      String type = parameter.type();
      parameters.add(type == null ? TypeName.plain("Tensor") : type(type, function.name()));
    }
    return new FunctionShape(
        parameters,
        function.returns().isEmpty() ? TypeName.ANY : type(function.returns(), function.name()));
  }

  private static void put(Map<String, TypeName> attributes, Matcher declared, String owner)
      throws CodeException {
    String name =
        new String(declared.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    if (attributes.put(name, type(declared.group(2), owner)) != null) {
      throw new CodeException(0, "declares '" + name + "' of " + owner + " twice");
    }
  }

  private static TypeName type(String text, String owner) throws CodeException {
    return TypeName.parse(text)
        .orElseThrow(
            () ->
                new CodeException(0, "has a type '" + text + "' in " + owner + " that is unknown"));
  }

  private static Object value(String text, String owner) throws CodeException {
    Matcher quoted = TEXT.matcher(text);
    if (WHOLE.matcher(text).matches()) {
      return Long.parseLong(text);
    } else if (REAL.matcher(text).matches()) {
      return Double.parseDouble(text);
    } else if (quoted.matches()) {
      return new String(
          quoted.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
    throw unread(owner, text);
  }

  private static CodeException unread(String owner, String line) {
    return new CodeException(
        0, "declares '" + line.strip() + "' in " + owner + ", as torch does not");
  }
}
