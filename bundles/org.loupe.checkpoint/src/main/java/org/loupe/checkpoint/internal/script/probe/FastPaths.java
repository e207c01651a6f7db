package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.checkpoint.internal.script.source.Indent;
import org.loupe.checkpoint.internal.script.source.Reference;

/**
 * Switches off, while probes are armed, the single operators that PyTorch's transformer layers call
 * instead of their sub-modules when they may. Each stands under a condition: that becomes false.
 */
final class FastPaths {
  static final String ATTENTION = "torch._native_multi_head_attention";
  static final String LAYER = "torch._transformer_encoder_layer_fwd";
  private static final String NESTED = "torch._nested_tensor_from_mask";
  private static final Set<String> OPERATORS = Set.of(ATTENTION, LAYER, NESTED);

  private FastPaths() {}

  /**
   * The same method with its fast paths switchable.
   *
   * @param method of a module with a probe
   */
  static FunctionDef switchable(FunctionDef method) {
    Map<Integer, Integer> conditions = new HashMap<>();
    List<String> lines = method.body();
    int[] parents = Indent.parents(lines);
    for (int i = 0; i < lines.size(); i++) {
      int condition = callsOne(lines.get(i)) ? parents[i] : -1;
      if (condition >= 0 && lines.get(condition).strip().startsWith("if ")) {
        conditions.putIfAbsent(condition, conditions.size());
      }
    }
    if (conditions.isEmpty() || method.parameters().isEmpty()) {
      return method;
    }
    String self = method.parameters().get(0).name();
    List<String> body = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (conditions.containsKey(i)) {
        body.addAll(guarded(lines.get(i), conditions.get(i), self));
      } else {
        body.add(lines.get(i));
      }
    }
    return method.withBody(body);
  }

  /** Whether a line calls one of the single operators. */
  private static boolean callsOne(String line) {
    return OPERATORS.stream().anyMatch(line::contains)
        && Reference.in(line).stream().anyMatch(call -> OPERATORS.contains(call.name()));
  }

  private static List<String> guarded(String line, int number, String self) {
    String indent = " ".repeat(Indent.of(line));
    String condition = line.strip().substring("if ".length(), line.strip().length() - 1);
    String fast = ProbeNames.FAST + number;
    List<String> lines = new ArrayList<>();
    lines.add(indent + "if " + ProbeNames.call("is_off", self) + ":");
    lines.add(indent + "  " + fast + " = " + condition);
    lines.add(indent + "else:");
    lines.add(indent + "  " + fast + " = False");
    if (condition.matches("\\w+")) {
      // A frozen graph asks the same variable again for which path was taken.
      lines.add(indent + condition + " = " + fast);
    }
    lines.add(indent + "if " + fast + ":");
    return lines;
  }
}
