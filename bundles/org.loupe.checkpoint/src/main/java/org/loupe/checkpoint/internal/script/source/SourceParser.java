package org.loupe.checkpoint.internal.script.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses source as torch prints it: two spaces of indentation per level, a statement per line. */
final class SourceParser {
  private static final Pattern CLASS = Pattern.compile("class (\\w+)(?:\\((\\w*)\\))?:");
  private static final int LONGEST_SIGNATURE_LINES = 4096;

  private final String[] lines;
  private int at;

  SourceParser(String source) {
    lines = source.split("\n", -1);
  }

  SourceFile file() {
    List<String> preamble = new ArrayList<>();
    Map<String, Definition> definitions = new LinkedHashMap<>();
    while (at < lines.length) {
      Matcher header = CLASS.matcher(lines[at]);
      Optional<? extends Definition> definition = Optional.empty();
      if (header.matches()) {
        at++;
        String base = header.group(2);
        definition = Optional.of(type(header.group(1), base == null ? "" : base));
      } else if (lines[at].startsWith("def ")) {
        definition = function("");
      } else {
        preamble.add(lines[at++]);
      }
      definition.ifPresent(found -> definitions.putIfAbsent(found.name(), found));
    }
    return new SourceFile(preamble, definitions);
  }

  private ClassDef type(String name, String base) {
    List<String> header = new ArrayList<>();
    List<FunctionDef> methods = new ArrayList<>();
    while (at < lines.length && isBody("")) {
      if (lines[at].startsWith("  def ")) {
        function("  ").ifPresent(methods::add);
      } else {
        header.add(lines[at++]);
      }
    }
    return new ClassDef(name, base, header, methods);
  }

  private Optional<FunctionDef> function(String indent) {
    StringBuilder text = new StringBuilder();
    Brackets brackets = new Brackets();
    int end = Math.min(lines.length, at + LONGEST_SIGNATURE_LINES);
    while (at < end) {
      String line = lines[at++].strip();
      brackets.next(line);
      text.append(line).append(' ');
      if (brackets.isOutside() && line.endsWith(":")) {
        List<String> body = new ArrayList<>();
        while (at < lines.length && isBody(indent)) {
          body.add(lines[at++]);
        }
        return Optional.of(function(text.toString(), body));
      }
    }
    return Optional.empty();
  }

  private boolean isBody(String indent) {
    return lines[at].isEmpty() || lines[at].startsWith(indent + "  ");
  }

  /** From {@code def name(self: T, x: Tensor=None) -> Tensor:} on one line. */
  private static FunctionDef function(String text, List<String> body) {
    int open = Math.max(text.indexOf('('), "def ".length());
    int close = Brackets.closing(text, open);
    int colon = text.lastIndexOf(':');
    int arrow = text.indexOf("->", close);
    List<Parameter> parameters =
        Brackets.split(text.substring(Math.min(open + 1, close), close)).stream()
            .map(Parameter::parse)
            .toList();
    String returns = arrow < 0 || colon < arrow ? "" : text.substring(arrow + 2, colon).strip();
    return new FunctionDef(
        text.substring("def ".length(), open).strip(), parameters, returns, body);
  }
}
