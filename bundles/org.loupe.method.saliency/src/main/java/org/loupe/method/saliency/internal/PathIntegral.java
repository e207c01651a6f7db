package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.SomeWindows;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Target;

/**
 * Integrated gradients (M. Sundararajan, A. Taly, Q. Yan, 2017): (x − x′) times the mean gradient
 * on the straight path from the baseline x′ to x. All steps of all windows are one stream; memory
 * does not grow with the steps. Where asked for, the windows whose delta is too large come again
 * with twice as many steps.
 */
final class PathIntegral {
  private final ModelSession session;
  private final Place place;
  private final Target target;
  private final BatchSource windows;
  private final FloatTensor first;
  private final PathParameters parameters;
  private final float[] start;
  private final Collector collector;
  private final Completeness completeness;
  private int microBatch;

  /**
   * @param target of classes that stay the same along the path
   * @param windows with these classes
   * @param first the first window's value, [1, …]
   * @param start the baseline x′
   * @param collector knows x and F(x) of these windows; takes the attributions
   */
  PathIntegral(
      ModelSession session,
      Place place,
      Target target,
      BatchSource windows,
      FloatTensor first,
      PathParameters parameters,
      float[] start,
      Collector collector) {
    this.session = session;
    this.place = place;
    this.target = target;
    this.windows = windows;
    this.first = first;
    this.parameters = parameters;
    this.start = start;
    this.collector = collector;
    this.completeness = Completeness.of(collector.objective(), parameters.tolerance());
  }

  /** Walks, and says how complete it was. */
  Completeness run(Progress progress) throws LoupeException {
    int[] pending = IntStream.range(0, windows.size()).toArray();
    int steps = parameters.steps();
    walk(pending, steps, true, progress);
    while (parameters.adaptive() && steps < parameters.maxSteps()) {
      pending = completeness.insufficient(pending);
      Arrays.sort(pending);
      if (pending.length == 0) {
        break;
      }
      steps = (int) Math.min(2L * steps, parameters.maxSteps());
      walk(pending, steps, false, progress);
    }
    return completeness;
  }

  /** The largest number of windows evaluated at once. */
  int microBatch() {
    return microBatch;
  }

  /** The first walk begins with the baseline itself, for F(x′). */
  private void walk(int[] places, int count, boolean withStart, Progress progress)
      throws LoupeException {
    Rule.Steps steps = parameters.rule().steps(count, progress);
    List<Double> alphas = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    if (withStart) {
      alphas.add(0.0);
      weights.add(0.0);
    }
    Arrays.stream(steps.alphas()).forEach(alphas::add);
    Arrays.stream(steps.weights()).forEach(weights::add);
    double[] alpha = alphas.stream().mapToDouble(Double::doubleValue).toArray();
    boolean all = places.length == windows.size();
    Place.Variants variants =
        place.variants(
            all ? windows : new SomeWindows(windows, places),
            alpha.length,
            all || !place.isProbe() ? collector.values() : collector.values(places),
            first,
            target,
            (window, variant, values, offset) -> {
              for (int e = 0; e < start.length; e++) {
                double from = start[e];
                values[offset + e] = (float) (from + alpha[variant] * (values[offset + e] - from));
              }
            });
    WeightedSum sink =
        new WeightedSum(
            weights.stream().mapToDouble(Double::doubleValue).toArray(),
            start.length,
            (window, sum, objectives) -> {
              if (withStart) {
                completeness.baseline()[places[window]] = objectives[0];
              }
              finish(places[window], count, sum);
            });
    Progress named =
        progress.named(
            "integrated gradients, "
                + count
                + (count == 1 ? " step" : " steps")
                + (all ? "" : ", " + places.length + " of " + windows.size() + " windows"));
    microBatch =
        Math.max(
            microBatch,
            session.evaluate(variants.source(), variants.query(), sink, named).microBatch());
  }

  private void finish(int window, int count, double[] sum) {
    double total = 0;
    for (int e = 0; e < sum.length; e++) {
      int at = window * sum.length + e;
      double attribution = (collector.values()[at] - (double) start[e]) * sum[e];
      collector.put(at, (float) attribution);
      total += attribution;
    }
    completeness.delta()[window] = total - completeness.difference(window);
    completeness.steps()[window] = count;
  }
}
