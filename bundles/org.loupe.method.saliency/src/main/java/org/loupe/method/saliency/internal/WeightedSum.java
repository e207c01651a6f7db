package org.loupe.method.saliency.internal;

import java.util.Arrays;
import org.loupe.model.Evaluation;
import org.loupe.model.Sink;

/**
 * Sums the gradients of each window's variants with weights, in the order of the variants and in
 * double precision, whatever the micro-batch. Holds one window at a time.
 */
final class WeightedSum implements Sink {
  private final double[] weights;
  private final double[] sum;
  private final float[] objectives;
  private final Finished finished;

  /** What is done with a window whose variants have all come. */
  @FunctionalInterface
  interface Finished {
    /**
     * Takes a window.
     *
     * @param window its place in the source of the variants
     * @param sum of the weighted gradients; reused afterwards
     * @param objectives of its variants; reused afterwards
     */
    void accept(int window, double[] sum, float[] objectives);
  }

  /**
   * @param weights one per variant
   * @param elements of one window
   */
  WeightedSum(double[] weights, int elements, Finished finished) {
    this.weights = weights;
    this.sum = new double[elements];
    this.objectives = new float[weights.length];
    this.finished = finished;
  }

  @Override
  public void accept(Evaluation evaluation) {
    Evaluation.GradientValues values = evaluation.gradients().get(0);
    float[] gradient = values.gradient().values();
    for (int i = 0; i < evaluation.batch().size(); i++) {
      int position = evaluation.from() + i;
      int variant = position % weights.length;
      if (variant == 0) {
        Arrays.fill(sum, 0);
      }
      objectives[variant] = values.objective()[i];
      double weight = weights[variant];
      for (int e = 0; e < sum.length && weight != 0; e++) {
        sum[e] += weight * gradient[i * sum.length + e];
      }
      if (variant == weights.length - 1) {
        finished.accept(position / weights.length, sum, objectives);
      }
    }
  }
}
