package org.loupe.method.overview.internal;

import java.util.HashMap;
import java.util.Map;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;

/** What can be predicted without a model. */
final class NoModel {
  private NoModel() {}

  /** The most frequent class of all positions that count, or the mean of every value. */
  static Tally majority(Truth truth, int windows) {
    Tally tally = new Tally(truth, windows);
    if (truth.isCategorical()) {
      Counts counts = new Counts(truth.head().labels().size());
      forEach(truth, windows, (n, position, value) -> counts.add(0, value, 1));
      int majority = counts.best(0);
      forEach(truth, windows, (n, position, value) -> tally.addOne(n, value == majority ? 1 : 0));
    } else {
      double[] means = means(truth, windows);
      for (int n = 0; n < windows; n++) {
        for (int position = 0; position < truth.positions(); position++) {
          for (int unit = 0; truth.counts(n, position) && unit < truth.width(); unit++) {
            float value = truth.value(n, position, unit);
            if (Float.isFinite(value)) {
              tally.addOne(n, (float) Math.abs(value - means[unit]));
            }
          }
        }
      }
    }
    return tally;
  }

  private static double[] means(Truth truth, int windows) {
    double[] sums = new double[truth.width()];
    long[] counts = new long[truth.width()];
    for (int n = 0; n < windows; n++) {
      for (int position = 0; position < truth.positions(); position++) {
        for (int unit = 0; truth.counts(n, position) && unit < truth.width(); unit++) {
          float value = truth.value(n, position, unit);
          if (Float.isFinite(value)) {
            sums[unit] += value;
            counts[unit]++;
          }
        }
      }
    }
    for (int unit = 0; unit < sums.length; unit++) {
      sums[unit] /= Math.max(1, counts[unit]);
    }
    return sums;
  }

  /**
   * The class that most often comes after the same previous token, counted on all other units (the
   * most frequent class where none of them has that token), so that a recording does not help to
   * predict itself.
   *
   * @param tokens the previous token of every position, [N, positions]
   */
  static Tally previousToken(
      Truth truth, Tensor tokens, int windows, Resampling resampling, Progress progress) {
    int classes = truth.head().labels().size();
    Counts all = new Counts(classes);
    Counts[] own = new Counts[resampling.units()];
    for (int unit = 0; unit < own.length; unit++) {
      own[unit] = new Counts(classes);
    }
    forEach(
        truth,
        windows,
        (n, position, value) -> {
          long token = (long) tokens.number(n * truth.positions() + position);
          for (Counts counts : new Counts[] {all, own[resampling.unit()[n]]}) {
            counts.add(token, value, 1);
            counts.add(Counts.ANY, value, 1);
          }
        });
    progress.checkCancelled();
    Tally tally = new Tally(truth, windows);
    Map<String, Integer> known = new HashMap<>();
    forEach(
        truth,
        windows,
        (n, position, value) -> {
          progress.checkCancelled();
          int unit = resampling.unit()[n];
          long token = (long) tokens.number(n * truth.positions() + position);
          int predicted =
              known.computeIfAbsent(
                  unit + "/" + token,
                  key -> {
                    int best = all.best(token, own[unit]);
                    return best < 0 ? all.best(Counts.ANY, own[unit]) : best;
                  });
          tally.addOne(n, predicted == value ? 1 : 0);
        });
    return tally;
  }

  private interface Position {
    void take(int window, int position, int value);
  }

  private static void forEach(Truth truth, int windows, Position visit) {
    int classes = truth.head().labels().size();
    for (int n = 0; n < windows; n++) {
      for (int position = 0; position < truth.positions(); position++) {
        if (truth.counts(n, position)) {
          float value = truth.value(n, position, 0);
          if (value >= 0 && value < classes) {
            visit.take(n, position, (int) value);
          }
        }
      }
    }
  }

  /** How often each class comes with each token. */
  private static final class Counts {
    /** In place of a token: whichever. */
    static final long ANY = Long.MIN_VALUE;

    private final int classes;
    private final Map<Long, int[]> byToken = new HashMap<>();

    Counts(int classes) {
      this.classes = classes;
    }

    void add(long token, int value, int more) {
      byToken.computeIfAbsent(token, key -> new int[classes])[value] += more;
    }

    int best(long token) {
      return best(token, new Counts(classes));
    }

    /**
     * The most frequent class without those counts, the smallest of several; −1 if there is none.
     */
    int best(long token, Counts without) {
      int[] counts = byToken.getOrDefault(token, new int[classes]);
      int[] less = without.byToken.getOrDefault(token, new int[classes]);
      int best = -1;
      int most = 0;
      for (int k = 0; k < classes; k++) {
        if (counts[k] - less[k] > most) {
          most = counts[k] - less[k];
          best = k;
        }
      }
      return best;
    }
  }
}
