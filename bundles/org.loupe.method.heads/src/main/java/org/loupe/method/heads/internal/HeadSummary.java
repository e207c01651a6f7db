package org.loupe.method.heads.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;
import org.loupe.plots.ReliabilityDiagram;

/**
 * A categorical prediction head on some windows, put together.
 *
 * @param head what it said on all windows
 * @param positions that were compared; without true values, that count
 * @param measures one column per {@link Measure}
 * @param confidence at the compared positions; without true values, at those that count
 * @param reliability accuracy against confidence in 15 bins of equal width
 * @param confusion row-major [true class, predicted class] counts
 * @param majority the most frequent true class, the first of several
 * @param notFinite positions of these windows at which the head gave NaN or infinity
 */
record HeadSummary(
    Observed head,
    long positions,
    Bootstrap.Means measures,
    float[] confidence,
    ReliabilityDiagram reliability,
    long[] confusion,
    int majority,
    long notFinite) {
  static final int BINS = 15;

  String name() {
    return head.name();
  }

  int classes() {
    return head.said().classes();
  }

  double value(Measure measure) {
    return measures.mean()[measure.ordinal()];
  }

  @Nullable Interval interval(Measure measure) {
    return measures.interval(measure.ordinal());
  }

  /** Whether it could be compared with true values anywhere. */
  boolean isScored() {
    return head.said().hasTruth() && positions > 0;
  }

  long confused(int truth, int predicted) {
    return confusion[truth * classes() + predicted];
  }

  /** How often a class is true. */
  long trueCount(int truth) {
    long count = 0;
    for (int k = 0; k < classes(); k++) {
      count += confused(truth, k);
    }
    return count;
  }

  /**
   * Puts windows together.
   *
   * @param places which of the windows, by their place
   * @param resampling what the chosen windows belong to
   */
  static HeadSummary of(
      Observed head, int[] places, Resampling resampling, long seed, Progress progress) {
    Said said = head.said();
    int steps = said.steps();
    int classes = said.classes();
    long[] confusion = new long[classes * classes];
    List<Integer> used = new ArrayList<>();
    long notFinite = 0;
    for (int place : places) {
      for (int i = place * steps; i < (place + 1) * steps; i++) {
        notFinite += said.predicted(i) < 0 ? 1 : 0;
        if (head.isCompared(i)) {
          confusion[said.truth(i) * classes + said.predicted(i)]++;
        }
        if (said.hasTruth() ? head.isCompared(i) : head.counted()[i]) {
          used.add(i);
        }
      }
    }
    int majority = majority(confusion, classes);
    float[] confidence = new float[used.size()];
    boolean[] right = new boolean[used.size()];
    for (int j = 0; j < confidence.length; j++) {
      confidence[j] = said.confidence(used.get(j));
      right[j] = said.isRight(used.get(j));
    }
    progress.checkCancelled();
    return new HeadSummary(
        head,
        used.size(),
        Bootstrap.ratios(
            new Sums(head, majority).of(places), Measure.COUNT, resampling, seed, progress),
        confidence,
        reliability(head, confidence, right, places, resampling, seed, progress),
        confusion,
        majority,
        notFinite);
  }

  private static int majority(long[] confusion, int classes) {
    long most = -1;
    int majority = 0;
    for (int truth = 0; truth < classes; truth++) {
      long count = 0;
      for (int k = 0; k < classes; k++) {
        count += confusion[truth * classes + k];
      }
      if (count > most) {
        most = count;
        majority = truth;
      }
    }
    return majority;
  }

  private static ReliabilityDiagram reliability(
      Observed head,
      float[] confidence,
      boolean[] right,
      int[] places,
      Resampling resampling,
      long seed,
      Progress progress) {
    if (!head.said().hasTruth()) {
      return ReliabilityDiagram.of(head.name(), new float[0], new boolean[0], BINS);
    }
    ReliabilityDiagram plain = ReliabilityDiagram.of(head.name(), confidence, right, BINS);
    int steps = head.said().steps();
    float[] sums = new float[places.length * 2 * BINS];
    for (int n = 0; n < places.length; n++) {
      for (int i = places[n] * steps; i < (places[n] + 1) * steps; i++) {
        if (head.isCompared(i)) {
          float sure = head.said().confidence(i);
          int bin = (int) Math.max(0, Math.min(BINS - 1, Math.ceil(sure * BINS) - 1));
          int column = (n * BINS + bin) * 2;
          sums[column] += head.said().isRight(i) ? 1 : 0;
          sums[column + 1]++;
        }
      }
    }
    Bootstrap.Means bins = Bootstrap.ratios(sums, BINS, resampling, seed, progress);
    return bins.hasIntervals()
        ? new ReliabilityDiagram(
            plain.title(),
            plain.edges(),
            plain.accuracy().within(bins.low(), bins.high()),
            plain.confidence(),
            plain.counts())
        : plain;
  }
}
