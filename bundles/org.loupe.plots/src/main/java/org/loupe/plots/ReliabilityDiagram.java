package org.loupe.plots;

import java.util.List;

/**
 * Accuracy against confidence in bins: where bars end below the diagonal, the model is surer than
 * it is right (Guo et al., On Calibration of Modern Neural Networks, ICML 2017).
 *
 * @param title of what is predicted; shown in the legend with the error
 * @param edges ascending ends of the bins of confidence, one more than bins; shared, not copied
 * @param accuracy share of right predictions per bin, NaN where a bin is empty; intervals are drawn
 *     as error bars
 * @param confidence mean confidence per bin, NaN where a bin is empty; shared, not copied
 * @param counts predictions per bin; shared, not copied
 */
public record ReliabilityDiagram(
    String title, double[] edges, Trace accuracy, double[] confidence, long[] counts)
    implements Plot {
  /** Checks that everything is one per bin. */
  public ReliabilityDiagram {
    int bins = edges.length - 1;
    if (bins < 1
        || accuracy.values().length != bins
        || confidence.length != bins
        || counts.length != bins) {
      throw new IllegalArgumentException(
          String.format(
              "%d accuracies, %d confidences and %d counts for %d bins",
              accuracy.values().length, confidence.length, counts.length, bins));
    }
  }

  /**
   * Bins of equal width from 0 to 1.
   *
   * @param title of what is predicted
   * @param confidence one per prediction, 0 to 1; NaN is left out
   * @param right one per prediction
   * @param bins their number; 15 is usual
   */
  public static ReliabilityDiagram of(String title, float[] confidence, boolean[] right, int bins) {
    if (confidence.length != right.length) {
      throw new IllegalArgumentException(
          confidence.length + " confidences for " + right.length + " predictions");
    }
    long[] counts = new long[bins];
    double[] accuracy = new double[bins];
    double[] mean = new double[bins];
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = (double) i / bins;
    }
    for (int i = 0; i < right.length; i++) {
      if (!Float.isNaN(confidence[i])) {
        // Bins are open below and closed above, so that a confidence of 1 is in the last one.
        int bin = (int) Math.max(0, Math.min(bins - 1, Math.ceil(confidence[i] * bins) - 1));
        counts[bin]++;
        mean[bin] += confidence[i];
        accuracy[bin] += right[i] ? 1 : 0;
      }
    }
    for (int bin = 0; bin < bins; bin++) {
      mean[bin] /= counts[bin];
      accuracy[bin] /= counts[bin];
    }
    return new ReliabilityDiagram(title, edges, Trace.of("accuracy", accuracy), mean, counts);
  }

  /**
   * Expected calibration error: the mean of |accuracy − confidence| over bins, weighted by their
   * counts; NaN without predictions.
   */
  public double expectedError() {
    double sum = 0;
    long count = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      if (counts[bin] > 0) {
        sum += counts[bin] * Math.abs(accuracy.values()[bin] - confidence[bin]);
        count += counts[bin];
      }
    }
    return sum / count;
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of();
  }
}
