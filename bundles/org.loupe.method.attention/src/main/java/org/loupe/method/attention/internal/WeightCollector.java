package org.loupe.method.attention.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.KeptWindows;
import org.loupe.analysis.PerWindow;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Progress;
import org.loupe.model.Sink;
import org.loupe.model.Tensor;

/**
 * Measures the weights of every window, and keeps those of as many windows as memory allows; of all
 * of them their mean.
 */
final class WeightCollector implements Sink {
  /** The most bytes that weights may take. */
  static final long BOUND = 256L << 20;

  private final AttentionModules modules;
  private final Rollout rollout;
  private final int windows;
  private final KeptWindows kept;
  private final Progress progress;
  private final List<float[]> weights = new ArrayList<>();
  private final List<double[]> sums = new ArrayList<>();
  private final List<float[]> metrics = new ArrayList<>();
  private final boolean[] finite;
  private final float[] rolledOut;
  private final double[] rolloutSum;

  /**
   * For the windows of a source.
   *
   * @throws BadInputException if not even the means, or the metrics of all windows, fit the memory
   */
  WeightCollector(AttentionModules modules, Rollout rollout, int windows, Progress progress)
      throws BadInputException {
    this(
        modules, rollout, windows, progress, Math.min(BOUND, Runtime.getRuntime().maxMemory() / 4));
  }

  WeightCollector(
      AttentionModules modules, Rollout rollout, int windows, Progress progress, long bound)
      throws BadInputException {
    long square = (long) rollout.steps() * rollout.steps();
    long perWindow = 4 * (modules.elements() + square);
    if (2 * perWindow > bound) {
      throw new BadInputException(
          String.format(
              "The mean attention weights of %s take %d MiB, more than the %d MiB allowed here; choose fewer modules, for example --param modules=%s.",
              modules.names(), 2 * perWindow >> 20, bound >> 20, modules.chosen().get(0).name()));
    }
    PerWindow.requireRoom(windows, (long) modules.heads() * HeadMetric.count());
    this.modules = modules;
    this.rollout = rollout;
    this.windows = windows;
    this.progress = progress;
    this.kept = KeptWindows.of(windows, perWindow, bound);
    for (AttentionModule module : modules.chosen()) {
      weights.add(new float[Math.multiplyExact(kept.count(), module.elements())]);
      sums.add(new double[module.elements()]);
      metrics.add(new float[windows * module.heads() * HeadMetric.count()]);
    }
    finite = new boolean[windows];
    rolledOut = new float[Math.multiplyExact(kept.count(), (int) square)];
    rolloutSum = new double[(int) square];
  }

  @Override
  public void accept(Evaluation evaluation) {
    int size = evaluation.batch().size();
    List<float[]> values = new ArrayList<>();
    for (AttentionModule module : modules.chosen()) {
      FloatTensor tensor = evaluation.probes().get(module.probe());
      if (tensor.size() != size * module.elements()) {
        throw new IllegalStateException(
            module.name()
                + " has weights "
                + Tensor.describe(tensor.shape())
                + ", but those of the first window were "
                + Tensor.describe(1, module.heads(), module.queries(), module.keys()));
      }
      values.add(tensor.values());
    }
    for (int i = 0; i < size; i++) {
      progress.checkCancelled();
      add(evaluation.from() + i, i, values);
    }
  }

  private void add(int window, int place, List<float[]> values) {
    finite[window] = true;
    int index = kept.index(window);
    for (int m = 0; m < values.size(); m++) {
      AttentionModule module = modules.chosen().get(m);
      int offset = place * module.elements();
      if (index >= 0) {
        System.arraycopy(
            values.get(m), offset, weights.get(m), index * module.elements(), module.elements());
      }
      finite[window] &= isFinite(values.get(m), offset, module.elements());
      for (int h = 0; h < module.heads(); h++) {
        double[] measured = HeadMetric.measure(module, values.get(m), offset + h * module.map());
        for (int i = 0; i < measured.length; i++) {
          metrics.get(m)[(window * module.heads() + h) * measured.length + i] = (float) measured[i];
        }
      }
    }
    if (rollout.isPresent()) {
      addRollout(window, index, place, values);
    }
    if (finite[window]) {
      addToMeans(place, values);
    }
  }

  private static boolean isFinite(float[] values, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  private void addToMeans(int place, List<float[]> values) {
    for (int m = 0; m < values.size(); m++) {
      double[] sum = sums.get(m);
      int offset = place * sum.length;
      for (int i = 0; i < sum.length; i++) {
        sum[i] += values.get(m)[offset + i];
      }
    }
  }

  private void addRollout(int window, int index, int place, List<float[]> values) {
    double[] product = rollout.begin();
    for (int m : rollout.chain()) {
      AttentionModule module = modules.chosen().get(m);
      product =
          rollout.through(
              product, values.get(m), place * module.elements(), module.heads(), progress);
    }
    for (int i = 0; i < product.length; i++) {
      rolloutSum[i] += finite[window] ? product[i] : 0;
      if (index >= 0) {
        rolledOut[index * product.length + i] = (float) product[i];
      }
    }
  }

  /** The windows whose weights themselves were kept. */
  KeptWindows kept() {
    return kept;
  }

  /**
   * Per window, whether all weights are finite.
   *
   * @throws BadInputException if those of no window are
   */
  boolean[] finite() throws BadInputException {
    for (boolean each : finite) {
      if (each) {
        return finite;
      }
    }
    throw new BadInputException(
        "The attention weights of every window hold NaN or infinity; look for them in the inputs.");
  }

  /** A module's weights, [kept,H,Tq,Tk]. */
  FloatTensor weights(int module) {
    List<Axis> axes = new ArrayList<>(axes(modules.chosen().get(module)));
    axes.add(0, Axis.of(Dimension.WINDOW, kept.count()));
    return new FloatTensor(axes, weights.get(module));
  }

  /** The mean of a module's weights over all windows with finite weights, [H,Tq,Tk]. */
  FloatTensor mean(int module) {
    return new FloatTensor(axes(modules.chosen().get(module)), mean(sums.get(module)));
  }

  private float[] mean(double[] sum) {
    int count = 0;
    for (boolean each : finite) {
      count += each ? 1 : 0;
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / count);
    }
    return mean;
  }

  private static List<Axis> axes(AttentionModule module) {
    return List.of(
        Axis.of(Dimension.ATTENTION_HEAD, module.heads()),
        new Axis("query", module.queryDimension(), module.queries()),
        new Axis("key", module.keyDimension(), module.keys()));
  }

  /** A module's metrics, [N,H,M]. */
  FloatTensor metrics(int module) {
    return FloatTensor.of(
        metrics.get(module),
        Axis.of(Dimension.WINDOW, windows),
        Axis.of(Dimension.ATTENTION_HEAD, modules.chosen().get(module).heads()),
        new Axis("metric", Dimension.VALUE, HeadMetric.count()));
  }

  /** The rollouts of the kept windows, [kept,T,T]; [0,0,0] without a chain. */
  FloatTensor rollouts() {
    return FloatTensor.of(
        rolledOut,
        Axis.of(Dimension.WINDOW, rollout.isPresent() ? kept.count() : 0),
        rolloutAxis("query"),
        rolloutAxis("key"));
  }

  private Axis rolloutAxis(String name) {
    return new Axis(
        name,
        rollout.isPresent()
            ? modules.chosen().get(rollout.chain().get(0)).queryDimension()
            : Dimension.VALUE,
        rollout.steps());
  }

  /** The mean rollout over all windows with finite weights, [T,T]. */
  FloatTensor meanRollout() {
    return FloatTensor.of(mean(rolloutSum), rolloutAxis("query"), rolloutAxis("key"));
  }
}
