package org.loupe.method.patching.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * A checkpoint into which the baseline's activations were put.
 *
 * @param checkpoint its name
 * @param donor the baseline's metric
 * @param receiver the checkpoint's own metric
 * @param difference donor − receiver
 * @param interval of the difference, or null
 * @param modules patched one at a time, in the order of the model
 */
record Pair(
    String checkpoint,
    double donor,
    double receiver,
    double difference,
    @Nullable Interval interval,
    List<Module> modules) {
  Pair {
    modules = List.copyOf(modules);
  }

  /**
   * A module.
   *
   * @param name its path
   * @param metric of the checkpoint with this module patched; NaN where nothing was patched
   * @param recovered (metric − receiver) / (donor − receiver): 0 nothing, 1 all of the baseline's
   *     behaviour is there; NaN where {@link Pair#isTold()} is false
   * @param interval of it, or null
   */
  record Module(String name, double metric, double recovered, @Nullable Interval interval) {}

  /**
   * The difference alone.
   *
   * @param modules those that could be patched
   */
  static Pair untouched(
      String checkpoint,
      Scores donor,
      Scores receiver,
      List<String> modules,
      Resampling resampling,
      long seed,
      Progress progress) {
    float[] sums = new float[2 * donor.sums().length];
    for (int n = 0; n < donor.sums().length; n++) {
      sums[2 * n] = donor.sums()[n] - receiver.sums()[n];
      sums[2 * n + 1] = receiver.positions()[n];
    }
    Bootstrap.Means difference = Bootstrap.ratios(sums, 1, resampling, seed, progress);
    return new Pair(
        checkpoint,
        donor.mean(),
        receiver.mean(),
        difference.mean()[0],
        difference.interval(0),
        modules.stream().map(name -> new Module(name, Double.NaN, Double.NaN, null)).toList());
  }

  /** Whether there is a difference to be recovered: its interval, if it has one, leaves out 0. */
  boolean isTold() {
    return Math.abs(difference) > 0
        && (interval == null || interval.low() > 0 || interval.high() < 0);
  }

  /**
   * The same with what patching did.
   *
   * @param patched the metric per module, in their order
   */
  Pair with(
      Scores donor,
      Scores receiver,
      List<Scores> patched,
      Resampling resampling,
      long seed,
      Progress progress) {
    int windows = donor.sums().length;
    float[] sums = new float[windows * 2 * patched.size()];
    for (int n = 0; n < windows; n++) {
      for (int m = 0; m < patched.size(); m++) {
        int at = 2 * (n * patched.size() + m);
        sums[at] = patched.get(m).sums()[n] - receiver.sums()[n];
        sums[at + 1] = donor.sums()[n] - receiver.sums()[n];
      }
    }
    Bootstrap.Means recovered = Bootstrap.ratios(sums, patched.size(), resampling, seed, progress);
    List<Module> done = new ArrayList<>();
    for (int m = 0; m < patched.size(); m++) {
      done.add(
          new Module(
              modules.get(m).name(),
              patched.get(m).mean(),
              recovered.mean()[m],
              recovered.interval(m)));
    }
    return new Pair(checkpoint, this.donor, this.receiver, difference, interval, done);
  }
}
