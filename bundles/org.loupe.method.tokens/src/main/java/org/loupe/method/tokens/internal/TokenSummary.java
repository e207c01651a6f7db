package org.loupe.method.tokens.internal;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * Classes of tokens on some windows, put together.
 *
 * @param material all windows
 * @param counts true tokens per class
 * @param measures per class {@link #ACCURACY}, {@link #CONFIDENCE}, {@link #GAP}, {@link #TYPE},
 *     and the same of all tokens together as if they were one more class
 * @param confusion row-major [true class, predicted class] counts
 * @param resampling what the windows belong to
 * @param windows '586 windows, 15 recordings', or 'window 394'
 */
record TokenSummary(
    TokenMaterial material,
    long[] counts,
    Bootstrap.Means measures,
    long[] confusion,
    Resampling resampling,
    String windows) {
  /** Share of tokens that are entirely right. */
  static final int ACCURACY = 0;

  /** Mean confidence. */
  static final int CONFIDENCE = 1;

  /** Confidence minus accuracy. */
  static final int GAP = 2;

  /** Share of tokens whose type is right. */
  static final int TYPE = 3;

  private static final int MEASURES = 4;

  static TokenSummary of(
      TokenMaterial material,
      int[] numbers,
      int[] places,
      Resampling resampling,
      long seed,
      Progress progress) {
    int classes = material.names().size();
    int columns = (classes + 1) * MEASURES;
    // Sums of whole units, so that memory does not grow with windows times classes.
    float[] sums = new float[resampling.units() * columns * 2];
    long[] counts = new long[classes];
    long[] confusion = new long[classes * classes];
    for (int n = 0; n < places.length; n++) {
      progress.checkCancelled();
      int row = resampling.unit()[n] * columns * 2;
      for (int i = places[n] * material.steps(); i < (places[n] + 1) * material.steps(); i++) {
        int truth = material.classes()[i];
        if (truth >= 0) {
          counts[truth]++;
          confusion[truth * classes + material.read()[i]]++;
          add(sums, row + truth * MEASURES * 2, material, i);
          add(sums, row + classes * MEASURES * 2, material, i);
        }
      }
    }
    Resampling units =
        new Resampling(
            IntStream.range(0, resampling.units()).toArray(),
            resampling.units(),
            resampling.noun());
    return new TokenSummary(
        material,
        counts,
        Bootstrap.ratios(sums, columns, units, seed, progress),
        confusion,
        resampling,
        places.length == 1 ? "window " + numbers[places[0]] : resampling.describeWindows());
  }

  private static void add(float[] sums, int offset, TokenMaterial material, int position) {
    float right = material.right()[position] ? 1 : 0;
    float sure = material.confidence()[position];
    float[] values = {right, sure, sure - right, material.typeRight()[position] ? 1 : 0};
    for (int m = 0; m < MEASURES; m++) {
      sums[offset + 2 * m] += values[m];
      sums[offset + 2 * m + 1]++;
    }
  }

  /** A measure of a class; of all tokens for the class one past the last. */
  double value(int tokenClass, int measure) {
    return measures.mean()[tokenClass * MEASURES + measure];
  }

  @Nullable Interval interval(int tokenClass, int measure) {
    return measures.interval(tokenClass * MEASURES + measure);
  }

  /** Stands for all tokens together. */
  int together() {
    return counts.length;
  }

  long total() {
    return IntStream.range(0, counts.length).mapToLong(k -> counts[k]).sum();
  }

  String name(int tokenClass) {
    return material.names().get(tokenClass);
  }

  long confused(int truth, int read) {
    return confusion[truth * counts.length + read];
  }

  /** Classes that have tokens, the most frequent first; equal ones as they come in the data. */
  int[] byCount() {
    return sorted(Comparator.comparingLong(k -> -counts[k]), 1);
  }

  /** Classes of at least so many tokens, those most often right first. */
  int[] byAccuracy(int least) {
    return sorted(
        Comparator.<Integer>comparingDouble(k -> -value(k, ACCURACY))
            .thenComparingLong(k -> -counts[k]),
        least);
  }

  private int[] sorted(Comparator<Integer> order, int least) {
    return IntStream.range(0, counts.length)
        .filter(k -> counts[k] >= least)
        .boxed()
        .sorted(order)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Inside a sentence: '586 windows of 15 recordings'. */
  String ofWindows() {
    return Resampling.phrase(windows);
  }

  /** How sure the numbers are, in a sentence. */
  String uncertainty() {
    return resampling.uncertainty();
  }
}
