package org.loupe.checkpoint.internal.script.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A class.
 *
 * @param name without its file
 * @param base what it derives from: {@code Module}, {@code NamedTuple}, {@code Interface}; empty if
 *     nothing
 * @param header its lines before the methods: attributes and what torch notes beside them
 * @param methods in the file's order
 */
public record ClassDef(String name, String base, List<String> header, List<FunctionDef> methods)
    implements Definition {
  private static final Pattern ATTRIBUTE = Pattern.compile("  (\\w+) : (.+)");
  private static final Pattern ANNOTATION =
      Pattern.compile("  __annotations__\\[\"([^\"]*)\"\\] = (.+)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  /** Copies the lists. */
  public ClassDef {
    header = List.copyOf(header);
    methods = List.copyOf(methods);
  }

  /** Whether its objects are modules. */
  public boolean isModule() {
    return base.equals("Module");
  }

  /** Names of attributes that are parameters. */
  public List<String> parameters() {
    return quoted("  __parameters__ = ");
  }

  /** Names of attributes that are buffers. */
  public List<String> buffers() {
    return quoted("  __buffers__ = ");
  }

  /** Types of attributes by name. */
  public Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String line : header) {
      Matcher plain = ATTRIBUTE.matcher(line);
      Matcher annotated = ANNOTATION.matcher(line);
      if (plain.matches()) {
        attributes.put(plain.group(1), plain.group(2));
      } else if (annotated.matches()) {
        attributes.put(annotated.group(1), annotated.group(2));
      }
    }
    return attributes;
  }

  /** The method of that name, or empty. */
  public Optional<FunctionDef> method(String wanted) {
    return methods.stream().filter(method -> method.name().equals(wanted)).findFirst();
  }

  /** Whether it says what only a scripted class does: constants, or attributes of plain types. */
  public boolean isScripted() {
    return attributes().entrySet().stream()
            .filter(attribute -> !attribute.getKey().equals("training"))
            .filter(attribute -> !attribute.getKey().equals("_is_full_backward_hook"))
            .map(Map.Entry::getValue)
            .anyMatch(type -> !type.equals("Tensor") && !type.startsWith("__torch__"))
        || methods.stream().anyMatch(method -> !method.name().matches("forward\\d*"));
  }

  /** The same class with one more attribute. */
  public ClassDef withAttribute(String attribute, String type) {
    List<String> lines = new ArrayList<>(header);
    lines.add("  " + attribute + " : " + type);
    return new ClassDef(name, base, lines, methods);
  }

  /** The same class with other methods. */
  public ClassDef withMethods(List<FunctionDef> newMethods) {
    return new ClassDef(name, base, header, newMethods);
  }

  @Override
  public void print(StringBuilder out) {
    out.append("class ").append(name).append(base.isEmpty() ? ":\n" : "(" + base + "):\n");
    header.forEach(line -> out.append(line).append('\n'));
    methods.forEach(method -> method.print("  ", out));
  }

  private List<String> quoted(String begin) {
    return header.stream()
        .filter(line -> line.startsWith(begin))
        .flatMap(line -> QUOTED.matcher(line).results().map(match -> match.group(1)))
        .toList();
  }
}
