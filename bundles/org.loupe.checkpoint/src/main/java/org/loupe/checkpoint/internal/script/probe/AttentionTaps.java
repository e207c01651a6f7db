package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.checkpoint.internal.script.source.Indent;
import org.loupe.checkpoint.internal.script.source.LineEdit;
import org.loupe.checkpoint.internal.script.source.Parameter;
import org.loupe.checkpoint.internal.script.source.Reference;
import org.loupe.checkpoint.internal.script.source.Reference.Span;

/**
 * Probes of attention weights: a softmax over the last axis, and the operators that hold one. They
 * belong to the module whose method computes them, directly or in functions that it calls: of such
 * functions there are copies that take the module's probe along.
 */
final class AttentionTaps {
  private static final String SOFTMAX = "torch.softmax";

  /** Operators that the library has a function for, which computes the weights when asked to. */
  private static final Set<String> OPERATORS =
      Set.of("torch.scaled_dot_product_attention", FastPaths.ATTENTION, FastPaths.LAYER);

  private static final Pattern ALIAS = Pattern.compile(" *(\\w+) = (__torch__[\\w.]+)");

  /** A literal axis that may be the last of three or more. */
  private static final Pattern LAST_AXIS = Pattern.compile("-1|[2-9]");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_]\\w*");
  private static final String PROBE = ProbeNames.RESERVED;
  private static final String FIRST = ProbeNames.RESERVED + "first";
  private static final int MOST = 1000;
  private static final int DEEPEST = 100;

  /**
   * A changed function.
   *
   * @param sites how many attentions it computes
   */
  record Tapped(FunctionDef function, int sites) {}

  private final ScriptSources sources;
  private final boolean nested;
  private final Map<String, Integer> sitesOfFunctions = new HashMap<>();
  private int depth;

  /**
   * In an archive.
   *
   * @param nested whether its fast paths work on nested tensors whatever the input is: their
   *     weights cannot be computed apart
   */
  AttentionTaps(ScriptSources sources, boolean nested) {
    this.sources = sources;
    this.nested = nested;
  }

  /**
   * Taps a method of a module with a probe.
   *
   * @param first the number of the first attention in it, among those of its class
   */
  Tapped tap(FunctionDef method, int first) {
    if (method.parameters().isEmpty()) {
      return new Tapped(method, 0);
    }
    String probe = ProbeNames.probeOf(method.parameters().get(0).name());
    return new Body(method.body(), probe, first, "").tap(method);
  }

  /** Makes the copy of a function that takes a probe along, if there is an attention in it. */
  private int sites(String qualifiedName) {
    Integer known = sitesOfFunctions.get(qualifiedName);
    FunctionDef function = sources.function(qualifiedName).orElse(null);
    if (known != null || function == null || depth == DEEPEST) {
      return known == null ? 0 : known;
    }
    sitesOfFunctions.put(qualifiedName, 0);
    depth++;
    Tapped tapped = new Body(function.body(), PROBE, 0, FIRST).tap(function);
    depth--;
    if (tapped.sites() > 0) {
      List<Parameter> parameters = new ArrayList<>();
      parameters.add(new Parameter(PROBE, ProbeNames.PROBE_TYPE, null));
      parameters.add(new Parameter(FIRST, "int", null));
      parameters.addAll(function.parameters());
      sources.put(
          qualifiedName,
          new FunctionDef(
              ProbeNames.RESERVED + function.name(),
              parameters,
              function.returns(),
              tapped.function().body()));
    }
    sitesOfFunctions.put(qualifiedName, tapped.sites());
    return tapped.sites();
  }

  private static String copyOf(String qualifiedName) {
    int dot = qualifiedName.lastIndexOf('.');
    return qualifiedName.substring(0, dot + 1)
        + ProbeNames.RESERVED
        + qualifiedName.substring(dot + 1);
  }

  /** Goes through the lines of a body. */
  private final class Body {
    private final List<String> lines;
    private final String probe;
    private final int first;
    private final String base;
    private final BranchNumbers numbers = new BranchNumbers();
    private final Map<String, String> aliases = new HashMap<>();

    /**
     * Of a function.
     *
     * @param probe expression for the probe
     * @param first the number of its first attention
     * @param base variable to which the numbers are added, or empty
     */
    Body(List<String> lines, String probe, int first, String base) {
      this.lines = lines;
      this.probe = probe;
      this.first = first;
      this.base = base;
      findAliases();
    }

    /** Variables that stand for a function and are only called. */
    private void findAliases() {
      Set<String> otherwise = new HashSet<>();
      for (String line : lines) {
        Matcher alias = ALIAS.matcher(line);
        if (alias.matches() && sources.function(alias.group(2)).isPresent()) {
          if (aliases.put(alias.group(1), alias.group(2)) != null) {
            otherwise.add(alias.group(1));
          }
        } else {
          Reference.in(line).stream()
              .filter(reference -> !reference.isCall())
              .forEach(reference -> otherwise.add(reference.name()));
        }
      }
      aliases.keySet().removeAll(otherwise);
    }

    Tapped tap(FunctionDef function) {
      int[] parents = Indent.parents(lines);
      List<String> body = new ArrayList<>(lines.size());
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        numbers.enter(line);
        boolean fast =
            parents[i] >= 0 && lines.get(parents[i]).strip().startsWith("if " + ProbeNames.FAST);
        body.add(tap(line, fast));
        numbers.leave(line);
      }
      int sites = numbers.end();
      return sites == 0 || sites > MOST
          ? new Tapped(function, 0)
          : new Tapped(function.withBody(body), sites);
    }

    private String tap(String line, boolean fast) {
      LineEdit edit = new LineEdit(line);
      Matcher alias = ALIAS.matcher(line);
      if (alias.matches()) {
        if (aliases.containsKey(alias.group(1)) && sites(alias.group(2)) > 0) {
          edit.replace(new Span(alias.start(2), alias.end(2)), copyOf(alias.group(2)));
        }
        return edit.apply();
      }
      for (Reference call : Reference.in(line)) {
        if (call.isCall()) {
          tap(line, call, fast, edit);
        }
      }
      return edit.apply();
    }

    private void tap(String line, Reference call, boolean fast, LineEdit edit) {
      if (call.name().equals(SOFTMAX)) {
        softmax(line, call, edit);
      } else if (OPERATORS.contains(call.name())) {
        // A fast path is not taken while there is something to see.
        if (!fast && !(nested && FastPaths.OPERATORS.contains(call.name()))) {
          String function = ProbeNames.LIBRARY + call.name().substring("torch".length());
          edit.replace(new Span(call.begin(), call.open() + 1), function + "(" + arguments(1));
        }
      } else {
        String function = aliases.getOrDefault(call.name(), call.name());
        int sites = function.startsWith("__torch__.") ? sites(function) : 0;
        if (sites > 0) {
          if (function.equals(call.name())) {
            edit.replace(new Span(call.begin(), call.open()), copyOf(function));
          }
          edit.insert(call.open() + 1, arguments(sites));
        }
      }
    }

    private void softmax(String line, Reference call, LineEdit edit) {
      List<Span> arguments = call.arguments(line);
      String axis = arguments.size() < 2 ? "" : arguments.get(1).of(line);
      if (LAST_AXIS.matcher(axis).matches() || VARIABLE.matcher(axis).matches()) {
        edit.insert(call.begin(), ProbeNames.LIBRARY + ".attention(" + arguments(1));
        edit.insert(call.close() + 1, ", " + axis + ", )");
      }
    }

    /** The arguments that say which attention it is. */
    private String arguments(int sites) {
      int number = first + numbers.take(sites);
      String site = String.valueOf(number);
      if (!base.isEmpty()) {
        site = number == 0 ? base : "torch.add(" + base + ", " + number + ")";
      }
      return probe + ", " + site + ", ";
    }
  }
}
