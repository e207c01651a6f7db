package org.loupe.checkpoint.internal.script.source;

import java.util.List;
import java.util.stream.Collectors;
import org.loupe.checkpoint.Signature;

/**
 * A function, or a method of a class.
 *
 * @param name its name
 * @param parameters in order; of a method the first is the object
 * @param returns the type it returns, as written; empty if none is
 * @param body its lines with their indentation
 */
public record FunctionDef(
    String name, List<Parameter> parameters, String returns, List<String> body)
    implements Definition {
  /** Copies the lists. */
  public FunctionDef {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  /** The same function with another body. */
  public FunctionDef withBody(List<String> lines) {
    return new FunctionDef(name, parameters, returns, lines);
  }

  /** The same function under another name. */
  public FunctionDef named(String newName) {
    return new FunctionDef(newName, parameters, returns, body);
  }

  /** What a caller of the method sees. */
  public Signature signature() {
    return new Signature(
        name, parameters.stream().skip(1).map(Parameter::argument).toList(), returns);
  }

  @Override
  public void print(StringBuilder out) {
    print("", out);
  }

  /** Appends a method as torch prints it. */
  void print(String indent, StringBuilder out) {
    out.append(indent).append("def ").append(name);
    out.append(
        parameters.stream()
            .map(Parameter::print)
            .collect(Collectors.joining(",\n" + indent + "  ", "(", ")")));
    out.append(returns.isEmpty() ? ":\n" : " -> " + returns + ":\n");
    body.forEach(line -> out.append(line).append('\n'));
  }
}
