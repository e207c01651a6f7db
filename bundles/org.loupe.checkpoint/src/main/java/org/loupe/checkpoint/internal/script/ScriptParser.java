package org.loupe.checkpoint.internal.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.checkpoint.Signature;

/** Reads the classes of a source file as torch prints them: two spaces of indentation per level. */
final class ScriptParser {
  private static final Pattern CLASS = Pattern.compile("class (\\w+)\\((\\w+)\\):");
  private static final Pattern ATTRIBUTE = Pattern.compile("  (\\w+) : (.+)");
  private static final Pattern ANNOTATION =
      Pattern.compile("  __annotations__\\[\"([^\"]*)\"\\] = (.+)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final int LONGEST_SIGNATURE_LINES = 4096;

  private final String[] lines;
  private int at;

  private ScriptParser(String source) {
    lines = source.split("\n", -1);
  }

  /** The classes by name. */
  static Map<String, ScriptClass> parse(String source) {
    return new ScriptParser(source).classes();
  }

  private Map<String, ScriptClass> classes() {
    Map<String, ScriptClass> classes = new LinkedHashMap<>();
    while (at < lines.length) {
      Matcher header = CLASS.matcher(lines[at++]);
      if (header.matches()) {
        classes.put(header.group(1), body(header.group(1), header.group(2)));
      }
    }
    return classes;
  }

  private ScriptClass body(String name, String base) {
    List<String> parameters = new ArrayList<>();
    List<String> buffers = new ArrayList<>();
    Map<String, String> attributes = new LinkedHashMap<>();
    List<Signature> methods = new ArrayList<>();
    while (at < lines.length && (lines[at].startsWith("  ") || lines[at].isEmpty())) {
      String line = lines[at];
      if (line.startsWith("  def ")) {
        signature().ifPresent(methods::add);
        continue;
      }
      at++;
      if (line.startsWith("  __parameters__ = ")) {
        parameters.addAll(quoted(line));
      } else if (line.startsWith("  __buffers__ = ")) {
        buffers.addAll(quoted(line));
      } else {
        attribute(line, attributes);
      }
    }
    return new ScriptClass(name, base, parameters, buffers, attributes, methods);
  }

  private static void attribute(String line, Map<String, String> attributes) {
    Matcher plain = ATTRIBUTE.matcher(line);
    Matcher annotated = ANNOTATION.matcher(line);
    if (plain.matches()) {
      attributes.put(plain.group(1), plain.group(2));
    } else if (annotated.matches()) {
      attributes.put(annotated.group(1), annotated.group(2));
    }
  }

  private Optional<Signature> signature() {
    StringBuilder text = new StringBuilder();
    int end = Math.min(lines.length, at + LONGEST_SIGNATURE_LINES);
    while (at < end) {
      text.append(lines[at++].strip()).append(' ');
      if (lines[at - 1].endsWith(":") && SignatureParser.isComplete(text.toString())) {
        return Optional.of(SignatureParser.parse(text.toString()));
      }
    }
    return Optional.empty();
  }

  private static List<String> quoted(String line) {
    return QUOTED.matcher(line).results().map(match -> match.group(1)).toList();
  }
}
