package org.loupe.method.attention.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.loupe.model.Progress;

/**
 * Attention rollout (S. Abnar, W. Zuidema: Quantifying Attention Flow in Transformers, 2020): Â =
 * rownorm(mean over attention heads + I), R = Â_L … Â_1, along a chain of self-attentions of equal
 * length.
 *
 * @param chain places of the modules among those chosen, the first layer first; empty if there is
 *     no chain
 * @param steps T; 0 without a chain
 * @param reason why there is none, or which other chains there are; empty if neither
 */
record Rollout(List<Integer> chain, int steps, String reason) {
  /** Longer sequences take too long: the product grows with the third power of the steps. */
  static final int MOST_STEPS = 512;

  /**
   * Finds the chain: the self-attentions whose paths differ in nothing but a number (encoder.0.x,
   * encoder.1.x), or all that were named.
   *
   * @param named whether the modules were chosen by people
   */
  static Rollout find(List<AttentionModule> modules, boolean named) {
    Map<String, List<Integer>> chains = new LinkedHashMap<>();
    for (int i = 0; i < modules.size(); i++) {
      AttentionModule module = modules.get(i);
      if (module.isSelf() && module.queries() > 1) {
        String layers = named ? "" : module.name().replaceAll("\\d+", "#");
        chains.computeIfAbsent(layers + " " + module.queries(), key -> new ArrayList<>()).add(i);
      }
    }
    List<List<Integer>> found = chains.values().stream().filter(c -> c.size() > 1).toList();
    if (found.isEmpty()) {
      return none(
          "a rollout needs two or more self-attentions of equal length in a row, as many keys as queries; here are "
              + modules.stream().map(Rollout::words).collect(Collectors.joining(", ")));
    }
    List<Integer> first = found.get(0);
    int steps = modules.get(first.get(0)).queries();
    if (steps > MOST_STEPS) {
      return none(
          "a rollout over "
              + steps
              + " steps takes too long; it is computed for up to "
              + MOST_STEPS);
    }
    String others =
        found.stream()
            .skip(1)
            .map(chain -> names(modules, chain))
            .collect(Collectors.joining("; or "));
    return new Rollout(
        List.copyOf(first),
        steps,
        others.isEmpty() ? "" : "for another chain set modules to " + others);
  }

  private static Rollout none(String reason) {
    return new Rollout(List.of(), 0, reason);
  }

  private static String words(AttentionModule module) {
    return module.name() + " [" + module.queries() + "," + module.keys() + "]";
  }

  private static String names(List<AttentionModule> modules, List<Integer> chain) {
    return chain.stream().map(i -> modules.get(i).name()).collect(Collectors.joining(","));
  }

  /** The paths of the chain. */
  String names(List<AttentionModule> modules) {
    return names(modules, chain).replace(",", ", ");
  }

  boolean isPresent() {
    return !chain.isEmpty();
  }

  /** The product before the first layer. */
  double[] begin() {
    double[] identity = new double[steps * steps];
    for (int i = 0; i < steps; i++) {
      identity[i * steps + i] = 1;
    }
    return identity;
  }

  /**
   * Goes through one more layer.
   *
   * @param before R so far, [T,T]
   * @param weights row-major [H,T,T] from an offset on
   * @return Â · R
   */
  double[] through(double[] before, float[] weights, int offset, int heads, Progress progress) {
    double[] after = new double[before.length];
    double[] row = new double[steps];
    for (int q = 0; q < steps; q++) {
      progress.checkCancelled();
      double sum = 0;
      for (int k = 0; k < steps; k++) {
        double mean = 0;
        for (int h = 0; h < heads; h++) {
          mean += weights[offset + (h * steps + q) * steps + k];
        }
        row[k] = mean / heads + (q == k ? 1 : 0);
        sum += row[k];
      }
      for (int k = 0; k < steps; k++) {
        double share = row[k] / sum;
        // what is masked adds nothing
        for (int s = 0; share != 0 && s < steps; s++) {
          after[q * steps + s] += share * before[k * steps + s];
        }
      }
    }
    return after;
  }
}
