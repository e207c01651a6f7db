package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.FunctionDef;

/** Probes of what modules return: forward is renamed, and called by a new one of its name. */
final class ForwardTaps {
  private ForwardTaps() {}

  /** Whether one of the class's forward methods returns something that can be probed. */
  static boolean canTap(ClassDef type) {
    return forwards(type).stream().anyMatch(forward -> elements(forward.returns()) > 0);
  }

  /** The class's forward methods. */
  static List<FunctionDef> forwards(ClassDef type) {
    return type.methods().stream()
        .filter(method -> ProbeNames.FORWARD.matcher(method.name()).matches())
        .toList();
  }

  /**
   * The same class with probes in its forward methods.
   *
   * @param model whether its object is the model: then its forward methods tell the recorder the
   *     batch's size
   */
  static ClassDef tap(ClassDef type, boolean model) {
    List<FunctionDef> methods = new ArrayList<>();
    for (FunctionDef method : type.methods()) {
      boolean forward =
          ProbeNames.FORWARD.matcher(method.name()).matches() && !method.parameters().isEmpty();
      List<String> before = forward && model ? begin(method) : List.of();
      int elements = forward ? elements(method.returns()) : 0;
      if (elements > 0 || !before.isEmpty()) {
        FunctionDef inner = method.named(ProbeNames.RESERVED + method.name());
        List<String> body = new ArrayList<>(before);
        body.addAll(body(inner, elements));
        methods.add(inner);
        methods.add(method.withBody(body));
      } else {
        methods.add(method);
      }
    }
    return type.withMethods(methods);
  }

  /** The first axis of the first tensor is the batch. */
  private static List<String> begin(FunctionDef forward) {
    String self = forward.parameters().get(0).name();
    return forward.parameters().stream()
        .skip(1)
        .filter(parameter -> Objects.equals(parameter.type(), "Tensor"))
        .findFirst()
        .map(input -> List.of("    _0 = " + ProbeNames.call("begin", self, input.name())))
        .orElse(List.of());
  }

  private static List<String> body(FunctionDef inner, int elements) {
    String self = inner.parameters().get(0).name();
    String arguments =
        inner.parameters().stream()
            .skip(1)
            .map(parameter -> parameter.name() + ", ")
            .collect(Collectors.joining());
    String call = "(" + self + ")." + inner.name() + "(" + arguments + ")";
    if (elements == 0) {
      return List.of("    return " + call);
    }
    List<String> values =
        IntStream.range(0, elements).mapToObj(i -> ProbeNames.RESERVED + i).toList();
    String tap = ProbeNames.call("output", self, values.get(0));
    if (inner.returns().equals("Tensor")) {
      return List.of("    " + values.get(0) + " = " + call, "    return " + tap);
    }
    String tapped = ProbeNames.RESERVED + "tapped";
    String rest =
        values.size() == 1 ? "," : ", " + String.join(", ", values.subList(1, values.size()));
    return List.of(
        "    " + String.join(", ", values) + ", = " + call,
        "    " + tapped + " = " + tap,
        "    return (" + tapped + rest + ")");
  }

  /** Elements of a returned tuple that begins with a tensor; 1 for a tensor; 0 for all else. */
  private static int elements(String returns) {
    if (returns.equals("Tensor")) {
      return 1;
    }
    if (!returns.matches("Tuple\\[Tensor[,\\]].*")) {
      return 0;
    }
    String list = returns.substring("Tuple[".length(), returns.length() - 1);
    int elements = 1;
    int depth = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      elements += c == ',' && depth == 0 ? 1 : 0;
    }
    return elements;
  }
}
