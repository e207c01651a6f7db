package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.checkpoint.internal.script.source.Parameter;

/**
 * Probes of what modules return: at the end of forward, which is the only place where a method that
 * torch printed returns. While nothing is armed that costs a look at the switch, but no call.
 */
final class ForwardTaps {
  private static final String RETURN = "    return ";
  private static final Map<String, String> BATCHES =
      Map.of("Tensor", "begin", "List[Tensor]", "begin_list");
  private static final String VALUE = ProbeNames.RESERVED;
  private static final String TAPPED = ProbeNames.RESERVED + "tapped";

  private ForwardTaps() {}

  /** Whether one of the class's forward methods returns something that can be probed. */
  static boolean canTap(ClassDef type) {
    return forwards(type).stream().anyMatch(forward -> elements(forward) > 0);
  }

  /** The class's forward methods. */
  static List<FunctionDef> forwards(ClassDef type) {
    return type.methods().stream().filter(ForwardTaps::isForward).toList();
  }

  private static boolean isForward(FunctionDef method) {
    return ProbeNames.FORWARD.matcher(method.name()).matches() && !method.parameters().isEmpty();
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
      methods.add(isForward(method) ? tap(method, model) : method);
    }
    return type.withMethods(methods);
  }

  private static FunctionDef tap(FunctionDef forward, boolean model) {
    List<String> body = new ArrayList<>();
    if (model) {
      begin(forward, body);
    }
    int last = elements(forward) > 0 ? lastLine(forward) : forward.body().size();
    body.addAll(forward.body().subList(0, last));
    if (last < forward.body().size()) {
      end(forward, forward.body().get(last).substring(RETURN.length()), body);
    }
    return forward.withBody(body);
  }

  /** The first axis of the first tensor, or of the first in a list of tensors, is the batch. */
  private static void begin(FunctionDef forward, List<String> body) {
    Optional<Parameter> input =
        forward.parameters().stream()
            .skip(1)
            .filter(parameter -> BATCHES.containsKey(String.valueOf(parameter.type())))
            .findFirst();
    if (input.isPresent()) {
      String self = forward.parameters().get(0).name();
      String begin = BATCHES.get(String.valueOf(input.get().type()));
      body.add("    if " + ProbeNames.isOn(self) + ":");
      body.add("      " + VALUE + "begun = " + ProbeNames.call(begin, self, input.get().name()));
      body.add("    else:");
      body.add("      pass");
    }
  }

  private static void end(FunctionDef forward, String returned, List<String> body) {
    String self = forward.parameters().get(0).name();
    boolean tensor = forward.returns().equals("Tensor");
    List<String> values = IntStream.range(0, elements(forward)).mapToObj(i -> VALUE + i).toList();
    String first = values.get(0);
    body.add("    " + String.join(", ", values) + (tensor ? " = " : ", = ") + returned);
    body.add("    if " + ProbeNames.isOn(self) + ":");
    body.add("      " + TAPPED + " = " + ProbeNames.call("output", self, first));
    body.add("    else:");
    body.add("      " + TAPPED + " = " + first);
    if (tensor) {
      body.add(RETURN + TAPPED);
    } else {
      String rest = String.join(", ", values.subList(1, values.size()));
      body.add(RETURN + "(" + TAPPED + ", " + rest + ")");
    }
  }

  /**
   * What a forward method returns: elements of a tuple that begins with a tensor; 1 for a tensor; 0
   * for all else.
   */
  private static int elements(FunctionDef forward) {
    String returns = forward.returns();
    int last = lastLine(forward);
    if (last < 0 || !forward.body().get(last).startsWith(RETURN)) {
      return 0;
    } else if (returns.equals("Tensor")) {
      return 1;
    } else if (!returns.matches("Tuple\\[Tensor[,\\]].*")) {
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

  private static int lastLine(FunctionDef forward) {
    int last = forward.body().size() - 1;
    while (last >= 0 && forward.body().get(last).isBlank()) {
      last--;
    }
    return last;
  }
}
