package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.checkpoint.internal.script.source.ClassDef;
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
  static final Set<String> OPERATORS = Set.of(ATTENTION, LAYER, NestedPath.PACK);
  private static final int MOST_NESTED = 100;
  private static final String KEEP = ProbeNames.RESERVED + "keep";

  private final List<String> lines;
  private final String self;
  private final List<String> declared = new ArrayList<>();

  /** What comes in the place of lines. */
  private final Map<Integer, List<String>> changed = new HashMap<>();

  private FastPaths(FunctionDef method) {
    lines = method.body();
    self = method.parameters().get(0).name();
  }

  /**
   * The same method with its fast paths switchable.
   *
   * @param method of a module with a probe
   */
  static FunctionDef switchable(FunctionDef method) {
    boolean any = method.body().stream().anyMatch(FastPaths::isFast);
    return any && !method.parameters().isEmpty()
        ? method.withBody(new FastPaths(method).body())
        : method;
  }

  /** Whether a class calls an operator under no condition, as traces of a fast path have it. */
  static boolean isTraced(ClassDef type, String operator) {
    return type.methods().stream().anyMatch(method -> isTraced(method, operator));
  }

  private static boolean isTraced(FunctionDef function, String operator) {
    if (function.body().stream().noneMatch(line -> line.contains(operator))) {
      return false;
    }
    int[] parents = Indent.parents(function.body());
    return IntStream.range(0, parents.length)
        .anyMatch(i -> parents[i] < 0 && function.body().get(i).contains(operator + "("));
  }

  private static boolean isFast(String line) {
    return OPERATORS.stream().anyMatch(line::contains)
        && Reference.in(line).stream().anyMatch(call -> OPERATORS.contains(call.name()));
  }

  private List<String> body() {
    int[] parents = Indent.parents(lines);
    for (int i = 0; i < lines.size(); i++) {
      int condition = parents[i];
      if (isFast(lines.get(i))
          && condition >= 0
          && lines.get(condition).strip().startsWith("if ")
          && !changed.containsKey(condition)) {
        String number = String.valueOf(changed.size());
        Optional<NestedPath> nested =
            declared.size() < MOST_NESTED
                ? NestedPath.at(lines, parents, i, KEEP + number)
                : Optional.empty();
        nested.ifPresent(
            path -> {
              declared.add("    " + KEEP + number + " : Optional[Tensor] = None");
              changed.put(path.otherwise(), List.of(path.taken()));
            });
        guard(condition, ProbeNames.FAST + number, nested.map(NestedPath::keep).orElse(List.of()));
      }
    }
    List<String> body = new ArrayList<>(declared);
    for (int i = 0; i < lines.size(); i++) {
      body.addAll(changed.getOrDefault(i, List.of(lines.get(i))));
    }
    return body;
  }

  private void guard(int line, String fast, List<String> keep) {
    String indent = " ".repeat(Indent.of(lines.get(line)));
    String text = lines.get(line).strip();
    String condition = text.substring("if ".length(), text.length() - 1);
    List<String> guard = new ArrayList<>();
    guard.add(indent + "if " + ProbeNames.isOn(self) + ":");
    if (!keep.isEmpty()) {
      guard.add(indent + "  " + text);
      keep.forEach(kept -> guard.add("  " + kept));
      guard.add(indent + "  else:");
      guard.add(indent + "    pass");
    }
    guard.add(indent + "  " + fast + " = False");
    guard.add(indent + "else:");
    guard.add(indent + "  " + fast + " = " + condition);
    if (condition.matches("\\w+")) {
      // A frozen graph asks the same variable again for which path was taken.
      guard.add(indent + condition + " = " + fast);
    }
    guard.add(indent + "if " + fast + ":");
    changed.put(line, guard);
  }
}
