package org.loupe.checkpoint.internal.script.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of source.
 *
 * @param preamble lines before the first definition
 * @param definitions by name, in the file's order
 */
public record SourceFile(List<String> preamble, Map<String, Definition> definitions) {
  /** Copies the collections in their order. */
  public SourceFile {
    preamble = List.copyOf(preamble);
    definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
  }

  /** Parses a file; of what is no TorchScript, some is lost. */
  public static SourceFile parse(String source) {
    return new SourceParser(source).file();
  }

  /** The class of that name, or empty. */
  public Optional<ClassDef> type(String name) {
    return definitions.get(name) instanceof ClassDef type ? Optional.of(type) : Optional.empty();
  }

  /** The function of that name, or empty. */
  public Optional<FunctionDef> function(String name) {
    return definitions.get(name) instanceof FunctionDef function
        ? Optional.of(function)
        : Optional.empty();
  }

  /** The classes, in the file's order. */
  public Stream<ClassDef> classes() {
    return definitions.values().stream()
        .filter(ClassDef.class::isInstance)
        .map(ClassDef.class::cast);
  }

  /** The functions, in the file's order. */
  public Stream<FunctionDef> functions() {
    return definitions.values().stream()
        .filter(FunctionDef.class::isInstance)
        .map(FunctionDef.class::cast);
  }

  /** As torch prints it. */
  public String print() {
    StringBuilder out = new StringBuilder();
    preamble.forEach(line -> out.append(line).append('\n'));
    definitions.values().forEach(definition -> definition.print(out));
    return out.toString();
  }

  /** Whether this is all of the source it was parsed from, white space apart. */
  public boolean isAllOf(String source) {
    return squeezed(print()).equals(squeezed(source));
  }

  private static String squeezed(String source) {
    return source.replaceAll("\\s+", "");
  }
}
