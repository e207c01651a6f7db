package org.loupe.analysis;

import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * How right a prediction head is, over the positions that count and over all, beside a baseline
 * that knows no input. Gathered batch by batch; positions whose true value is negative, or not
 * finite, are left out, as are those whose value is too large to be a class: the baseline counts
 * them, and whoever shows the score says so.
 *
 * <p>Not safe for use by several threads.
 */
public final class HeadScore {
  private final PredictionHead.Kind kind;
  private final HeadBaseline baseline;
  private final Sums masked = new Sums();
  private final Sums all = new Sums();
  private long notFinite;

  /** Of no positions yet, beside a baseline that has seen the same windows. */
  public HeadScore(PredictionHead.Kind kind, HeadBaseline baseline) {
    this.kind = kind;
    this.baseline = baseline;
  }

  /**
   * A score.
   *
   * @param positions how many were compared
   * @param value of a categorical head the accuracy, the share of positions whose class of the
   *     largest logit is the true one; of a regression head the mean absolute error; NaN of no
   *     positions
   * @param baseline the same for the most frequent class, or the mean
   */
  public record Score(long positions, double value, double baseline) {}

  /**
   * Adds windows.
   *
   * @param output [n, …, K]
   * @param target [n, …], of a regression head also [n, …, K]
   * @param counts one per position
   */
  public void add(FloatTensor output, Tensor target, boolean[] counts) {
    int units = output.size() / Math.max(1, counts.length);
    for (int position = 0; position < counts.length; position++) {
      if (kind == PredictionHead.Kind.CATEGORICAL) {
        addClass(output, target, position, units, counts[position]);
      } else {
        addValues(output, target, position, units, counts);
      }
    }
  }

  private void addClass(
      FloatTensor output, Tensor target, int position, int units, boolean counted) {
    float[] logits = output.values();
    if (!Logits.areUsable(logits, position * units, units)) {
      notFinite++;
      return;
    }
    int best = Logits.best(logits, position * units, units);
    long truth = (long) target.number(position);
    if (truth < 0 || truth >= units) {
      return;
    }
    all.add(best == truth ? 1 : 0, truth == baseline.majority(false) ? 1 : 0);
    if (counted) {
      masked.add(best == truth ? 1 : 0, truth == baseline.majority(true) ? 1 : 0);
    }
  }

  private void addValues(
      FloatTensor output, Tensor target, int position, int units, boolean[] counts) {
    int width = target.size() / counts.length;
    for (int unit = 0; unit < Math.min(units, width); unit++) {
      float predicted = output.values()[position * units + unit];
      double truth = target.number(position * width + unit);
      if (!Float.isFinite(predicted)) {
        notFinite++;
      } else if (Double.isFinite(truth)) {
        all.add(Math.abs(predicted - truth), Math.abs(baseline.mean(unit, false) - truth));
        if (counts[position]) {
          masked.add(Math.abs(predicted - truth), Math.abs(baseline.mean(unit, true) - truth));
        }
      }
    }
  }

  /** Positions at which the model gave NaN or infinity. */
  public long notFinite() {
    return notFinite;
  }

  /** Over the positions that count. */
  public Score masked() {
    return masked.score();
  }

  /** Over all positions. */
  public Score unmasked() {
    return all.score();
  }

  private static final class Sums {
    private long positions;
    private double value;
    private double baseline;

    void add(double more, double baselineMore) {
      positions++;
      value += more;
      baseline += baselineMore;
    }

    Score score() {
      return new Score(positions, value / positions, baseline / positions);
    }
  }
}
