package org.loupe.method.temporal.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.PerWindow;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.Sink;
import org.loupe.model.Tensor;

/**
 * Compares the outputs of every window's variants with those of the window as it is, which is the
 * first of them. Of the outputs themselves only one window's stay.
 */
final class ChangeCollector implements Sink {
  private final Readout readout;
  private final Scales scales;
  private final int alternatives;
  private final int steps;
  private final int values;
  private final int windows;
  private final boolean[] counted;
  private final PerWindow changes;
  private final PerWindow sums;
  private final PerWindow byValue;
  private final double[] byStep;
  private final PerWindow errors;
  private final Spread outputs;
  private final Spread truths;
  private double[] base = {};
  private boolean hasTruth;
  private int notFinite = -1;

  /**
   * For windows of one size.
   *
   * @param alternatives how many there are behind the scales
   * @param counted which positions of the head count, [N, steps]
   * @throws BadInputException if there are too many windows for the memory
   */
  ChangeCollector(
      Readout readout,
      Scales scales,
      int alternatives,
      int steps,
      int values,
      int windows,
      boolean[] counted)
      throws BadInputException {
    int variants = scales.all().length + alternatives;
    PerWindow.requireRoom(
        windows,
        variants
            + scales.all().length
            + (long) scales.asked().length * values
            + 2L * (variants + 1));
    this.readout = readout;
    this.scales = scales;
    this.alternatives = alternatives;
    this.steps = steps;
    this.values = values;
    this.windows = windows;
    this.counted = counted;
    this.changes = PerWindow.of(windows, variants);
    this.sums = PerWindow.of(windows, scales.all().length);
    this.byValue = PerWindow.of(windows, scales.asked().length * values);
    this.byStep = new double[Math.multiplyExact(scales.all().length, steps)];
    this.errors = PerWindow.of(windows, 2 * (variants + 1));
    this.outputs = new Spread(values);
    this.truths = new Spread(values);
  }

  /** How many variants of each window are read: as it is, scaled, and the alternatives. */
  int variants() {
    return 1 + scales.all().length + alternatives;
  }

  @Override
  public void accept(Evaluation evaluation) {
    for (int i = 0; i < evaluation.batch().size(); i++) {
      int position = evaluation.from() + i;
      int window = position / variants();
      int variant = position % variants();
      double[] now = readout.read(evaluation, i);
      if (variant == 0) {
        base = now;
        spread(now);
      } else {
        compare(window, variant - 1, now);
      }
      Tensor truth = evaluation.batch().targets().get(readout.head().name());
      if (truth != null) {
        error(window, variant, now, truth, i);
      }
    }
  }

  private void spread(double[] now) {
    for (int i = 0; i < now.length; i++) {
      outputs.add(i % values, now[i]);
    }
  }

  private void compare(int window, int variant, double[] now) {
    double[] change = new double[now.length];
    double all = 0;
    double signed = 0;
    for (int i = 0; i < now.length; i++) {
      change[i] = Math.abs(now[i] - base[i]);
      all += change[i];
      signed += now[i] - base[i];
    }
    if (!Double.isFinite(all) && notFinite < 0) {
      notFinite = window;
    }
    changes.put(window, variant, all / now.length);
    if (variant < scales.all().length) {
      sums.put(window, variant, signed);
      for (int i = 0; i < change.length; i++) {
        byStep[variant * steps + i / values] += change[i] / values;
      }
      for (int a = 0; a < scales.asked().length; a++) {
        if (scales.place(a) == variant) {
          values(window, a, change);
        }
      }
    }
  }

  private void values(int window, int asking, double[] change) {
    double[] sum = new double[values];
    for (int i = 0; i < change.length; i++) {
      sum[i % values] += change[i] / steps;
    }
    for (int v = 0; v < values; v++) {
      byValue.put(window, asking * values + v, sum[v]);
    }
  }

  /** A squared error per value, or a wrong class per position. */
  private void error(int window, int variant, double[] now, Tensor truth, int row) {
    int each = readout.isCategorical() ? steps : steps * values;
    if (truth.size() != each * truth.axes().get(0).size()) {
      return;
    }
    double error = 0;
    int count = 0;
    for (int i = 0; i < each; i++) {
      double expected = truth.number(row * each + i);
      int step = readout.isCategorical() ? i : i / values;
      boolean counts =
          counted[window * steps + step]
              && Double.isFinite(expected)
              && (!readout.isCategorical() || expected >= 0);
      if (counts) {
        double difference = readout.isCategorical() ? 0 : now[i] - expected;
        error +=
            readout.isCategorical()
                ? (best(now, i * values) == (int) expected ? 0 : 1)
                : difference * difference;
        count++;
        if (variant == 0 && !readout.isCategorical()) {
          truths.add(i % values, expected);
        }
      }
    }
    hasTruth |= count > 0;
    errors.put(window, 2 * variant, error);
    errors.put(window, 2 * variant + 1, count);
  }

  private int best(double[] probabilities, int offset) {
    int best = 0;
    for (int k = 1; k < values; k++) {
      if (probabilities[offset + k] > probabilities[offset + best]) {
        best = k;
      }
    }
    return best;
  }

  /**
   * Refuses outputs that are none.
   *
   * @param numbers of the windows in the dataset
   */
  void requireFinite(int[] numbers) throws BadInputException {
    if (notFinite >= 0) {
      throw new BadInputException(
          "The outputs of window "
              + numbers[notFinite]
              + " are not finite at some scale of the time spans; leave the window out, or choose scales nearer to 1.");
    }
  }

  /** Mean |change| per window, [N, scales and alternatives]. */
  PerWindow changes() {
    return changes;
  }

  /** Signed change of the sum of all outputs per window, [N, scales]. */
  PerWindow sums() {
    return sums;
  }

  /** Mean |change| per window, scale that was asked for, and value, [N, asked · values]. */
  PerWindow byValue() {
    return byValue;
  }

  /** Mean |change| per scale and step, [scales, steps]. */
  double[] byStep() {
    double[] mean = new double[byStep.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = byStep[i] / windows;
    }
    return mean;
  }

  /**
   * Sum of errors and how many, by turns, of the windows as they are and of all variants; null
   * without true values.
   */
  @Nullable PerWindow errors() {
    return hasTruth ? errors : null;
  }

  /** What changes are held against: the true values' standard deviation, else the outputs'. */
  double spread() {
    double ofTruth = truths.overall();
    return Double.isNaN(ofTruth) ? outputs.overall() : ofTruth;
  }

  /** Whether {@link #spread} is that of true values. */
  boolean isSpreadOfTruth() {
    return !Double.isNaN(truths.overall());
  }
}
