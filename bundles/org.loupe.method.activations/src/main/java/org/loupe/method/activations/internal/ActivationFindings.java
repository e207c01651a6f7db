package org.loupe.method.activations.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;

/** Says what the numbers show, each with a second look at it. */
final class ActivationFindings {
  private static final double SPARSE = 0.1;
  private static final int MOST_NAMED = 4;

  /** Smaller differences of spread are not worth a sentence, however sure. */
  private static final double LEAST_RATIO = 1.25;

  /** Quartiles of a normal distribution lie so many standard deviations apart. */
  private static final double QUARTILES = 1.349;

  private static final String LOUDER = "inputs " + SecondLook.FACTOR + " times as large";
  private static final String QUIETER = "inputs divided by " + SecondLook.FACTOR;

  private final List<Layer> layers;
  private final ActivationsResult.Seen seen;
  private final String windows;
  private final List<Finding> findings = new ArrayList<>();

  ActivationFindings(List<Layer> layers, ActivationsResult.Seen seen, int[] numbers) {
    this.layers = layers;
    this.seen = seen;
    this.windows = Resampling.phrase(seen.resampling().describeWindows(numbers));
  }

  List<Finding> all() {
    seen.resampling().caution("sparsity").ifPresent(findings::add);
    notFinite();
    dead();
    saturated();
    constant();
    sparsest();
    spread();
    return List.copyOf(findings);
  }

  /** In a sentence. */
  static String words(Layer.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private void notFinite() {
    List<Layer> bad = layers.stream().filter(layer -> layer.others() > 0).toList();
    if (!bad.isEmpty()) {
      long count = bad.stream().mapToLong(Layer::others).sum();
      findings.add(
          Finding.caution(
              "not_finite",
              String.format(
                  Locale.ROOT,
                  "%d activations are NaN or infinite and count nowhere: %s.",
                  count,
                  some(bad.stream().map(layer -> layer.others() + " in " + layer.name()).toList())),
              List.of((double) count),
              "said whenever an activation is not finite",
              "units"));
    }
  }

  private void dead() {
    int dead = count(Layer.State.DEAD);
    if (dead == 0) {
      noneDead();
      return;
    }
    double bound = 1 - Math.pow(0.05, 1.0 / seen.resampling().units());
    findings.add(
        new Finding(
            "dead_units",
            String.format(
                Locale.ROOT,
                "%d of %d units %s dead, |a| < %s at every step of %s: %s. If they act at all, then in less than %s of %s (95 %% bound).%s%s",
                dead,
                units(),
                dead == 1 ? "is" : "are",
                seen.smallest(),
                windows,
                where(Layer.State.DEAD),
                Numbers.percent(bound),
                seen.resampling().nouns(),
                again(Layer.State.DEAD, LOUDER, "wakes", "wake"),
                seen.wired()
                    ? " In a wired network, what no synapse reaches is zero by design."
                    : ""),
            List.of((double) dead, (double) units(), bound),
            "said when |a| of a unit is below epsilon at every step of every window; the bound is Clopper and Pearson's, of resampled units without a single case",
            "units"));
  }

  private void noneDead() {
    Layer of = null;
    int unit = 0;
    double least = Double.POSITIVE_INFINITY;
    for (Layer layer : layers) {
      double mean =
          layer.units().stream().mapToDouble(Layer.Unit::magnitude).average().orElse(Double.NaN);
      for (int u = 0; u < layer.units().size(); u++) {
        double relative = layer.units().get(u).magnitude() / mean;
        if (relative < least) {
          least = relative;
          of = layer;
          unit = u;
        }
      }
    }
    if (of == null) {
      return;
    }
    findings.add(
        new Finding(
            "no_dead_units",
            String.format(
                Locale.ROOT,
                "None of the %d units is dead: each has |a| ≥ %s somewhere in %s. Second look: the quietest, unit %d of %s, has a mean |a| of %s, %s of its layer's.",
                units(),
                seen.smallest(),
                windows,
                unit,
                of.name(),
                Numbers.significant(of.units().get(unit).magnitude()),
                Numbers.percent(least)),
            List.of(0.0, (double) units(), least),
            "said when every unit reaches epsilon at some step of some window",
            "units"));
  }

  private void saturated() {
    int saturated = count(Layer.State.SATURATED);
    if (saturated == 0) {
      return;
    }
    findings.add(
        new Finding(
            "saturated_units",
            String.format(
                Locale.ROOT,
                "%d of %d units %s saturated, stuck near the bounds of the activation function in %s: %s.%s",
                saturated,
                units(),
                saturated == 1 ? "is" : "are",
                windows,
                where(Layer.State.SATURATED),
                again(Layer.State.SATURATED, QUIETER, "leaves the bounds", "leave the bounds")),
            List.of((double) saturated, (double) units()),
            "said when 95 % of a unit's values lie within 2.5 % of the range of a bound; the bounds are the module's, or supposed where all values of a layer lie within those of a sigmoid, a tanh or LeCun's tanh and fill half of them",
            "units"));
  }

  private void constant() {
    int constant = count(Layer.State.CONSTANT);
    if (constant > 0) {
      findings.add(
          Finding.caution(
              "constant_units",
              String.format(
                  Locale.ROOT,
                  "%d of %d units always %s one and the same value in %s and can tell nothing: %s.%s",
                  constant,
                  units(),
                  constant == 1 ? "has" : "have",
                  windows,
                  where(Layer.State.CONSTANT),
                  again(Layer.State.CONSTANT, LOUDER, "changes", "change")),
              List.of((double) constant, (double) units()),
              "said when the least and the greatest value of a unit are equal and not zero",
              "units"));
    }
  }

  private String again(Layer.State state, String how, String one, String several) {
    int changed = 0;
    for (Layer layer : layers) {
      if (layer.in(state).length > 0) {
        int here = seen.second().changed(layer, state);
        if (here < 0) {
          return "";
        }
        changed += here;
      }
    }
    return String.format(
        " Second look: with %s in %s, %s of them %s.",
        how,
        seen.second().windows() == 1 ? "one window" : seen.second().windows() + " windows",
        changed == 0 ? "none" : Integer.toString(changed),
        changed < 2 ? one : several);
  }

  private void sparsest() {
    layers.stream()
        .filter(layer -> layer.summary().sparsity() >= SPARSE)
        .max(Comparator.comparingDouble(layer -> layer.summary().sparsity()))
        .ifPresent(
            layer -> {
              LayerSummary summary = layer.summary();
              double small = layer.relativeSparsity();
              findings.add(
                  new Finding(
                      "sparsest",
                      String.format(
                          Locale.ROOT,
                          "%s is the sparsest layer: %s of its activations are closer to zero than %s%s in %s. Second look: %s are smaller than a hundredth of its standard deviation.",
                          layer.name(),
                          Numbers.percent(summary.sparsity()),
                          seen.smallest(),
                          Numbers.percents(summary.sparsityInterval()),
                          windows,
                          Numbers.percent(small)),
                      List.of(summary.sparsity(), small),
                      "said of the layer with most activations below epsilon, where they are 10 % or more",
                      "sparsity"));
            });
  }

  private void spread() {
    List<Layer> order =
        layers.stream()
            .filter(layer -> layer.summary().std() > 0)
            .sorted(Comparator.comparingDouble(layer -> layer.summary().std()))
            .toList();
    if (order.size() < 2) {
      return;
    }
    Layer least = order.get(0);
    Layer most = order.get(order.size() - 1);
    Interval low = least.summary().stdInterval();
    Interval high = most.summary().stdInterval();
    double ratio = most.summary().std() / least.summary().std();
    if (low == null || high == null || low.high() >= high.low() || ratio < LEAST_RATIO) {
      return;
    }
    double robust = quartiles(most) / quartiles(least);
    findings.add(
        new Finding(
            "spread",
            String.format(
                Locale.ROOT,
                "Activations vary most in %s, standard deviation %s%s, and least in %s, %s%s: a factor of %s in %s. Second look: by the distance of the quartiles, which no outlier moves, it is %s.",
                most.name(),
                Numbers.significant(most.summary().std()),
                Numbers.inBrackets(high),
                least.name(),
                Numbers.significant(least.summary().std()),
                Numbers.inBrackets(low),
                Numbers.fixed(ratio, 1),
                windows,
                Numbers.fixed(robust, 1)),
            List.of(most.summary().std(), least.summary().std(), ratio, robust),
            "said when the 95 % intervals of the greatest and the least standard deviation of layers do not overlap, and one is 1.25 times the other or more",
            "mean"));
  }

  /** As a standard deviation, of the values that are not zero. */
  private static double quartiles(Layer layer) {
    return (layer.histogram().quantile(0.75) - layer.histogram().quantile(0.25)) / QUARTILES;
  }

  private int count(Layer.State state) {
    return layers.stream().mapToInt(layer -> layer.in(state).length).sum();
  }

  private int units() {
    return layers.stream().mapToInt(layer -> layer.units().size()).sum();
  }

  private String where(Layer.State state) {
    return some(
        layers.stream()
            .filter(layer -> layer.in(state).length > 0)
            .map(
                layer ->
                    layer.in(state).length
                        + " of "
                        + layer.units().size()
                        + " in "
                        + layer.name()
                        + (state == Layer.State.SATURATED && layer.bounds() != null
                            ? " (" + layer.bounds().words() + ")"
                            : ""))
            .toList());
  }

  private static String some(List<String> parts) {
    return parts.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (parts.size() > MOST_NAMED
            ? " and more in " + (parts.size() - MOST_NAMED) + " further layers"
            : "");
  }
}
