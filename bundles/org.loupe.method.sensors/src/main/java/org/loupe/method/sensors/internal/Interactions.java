package org.loupe.method.sensors.internal;

import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * What pairs of groups do together: the drop of both ablated at once minus the sum of their single
 * drops. Positive where either alone can be done without but not both (each stands in for the
 * other), negative where what one carries is of no use without the other.
 *
 * @param groups how many
 * @param means of the interactions of the pairs (0,1), (0,2), … (1,2), …
 */
record Interactions(int groups, Bootstrap.Means means) {

  /**
   * Puts windows together.
   *
   * @param drop [groups + pairs, windows]
   * @param windows how many
   * @param places which of them
   */
  static Interactions of(
      float[] drop,
      int groups,
      int windows,
      int[] places,
      Resampling resampling,
      long seed,
      Progress progress) {
    int pairs = groups * (groups - 1) / 2;
    float[] values = new float[places.length * pairs];
    for (int n = 0; n < places.length; n++) {
      int pair = 0;
      for (int i = 0; i < groups; i++) {
        for (int j = i + 1; j < groups; j++) {
          values[n * pairs + pair] =
              drop[(groups + pair) * windows + places[n]]
                  - drop[i * windows + places[n]]
                  - drop[j * windows + places[n]];
          pair++;
        }
      }
    }
    return new Interactions(groups, Bootstrap.means(values, pairs, resampling, seed, progress));
  }

  /** The place of a pair. */
  int pair(int i, int j) {
    int a = Math.min(i, j);
    int b = Math.max(i, j);
    return a * (2 * groups - a - 1) / 2 + b - a - 1;
  }

  /** [groups, groups], NaN on the diagonal. */
  float[] matrix() {
    float[] matrix = new float[groups * groups];
    for (int i = 0; i < groups; i++) {
      for (int j = 0; j < groups; j++) {
        matrix[i * groups + j] = i == j ? Float.NaN : (float) means.mean()[pair(i, j)];
      }
    }
    return matrix;
  }

  /** The pair of the greatest magnitude, as two groups; empty without pairs. */
  int[] strongest() {
    int best = -1;
    int[] groupsOf = new int[0];
    for (int i = 0; i < groups; i++) {
      for (int j = i + 1; j < groups; j++) {
        int pair = pair(i, j);
        if (best < 0 || Math.abs(means.mean()[pair]) > Math.abs(means.mean()[best])) {
          best = pair;
          groupsOf = new int[] {i, j};
        }
      }
    }
    return groupsOf;
  }

  /** Whether a pair's interval leaves out 0. */
  boolean isSure(int pair) {
    return means.hasIntervals() && (means.low()[pair] > 0 || means.high()[pair] < 0);
  }

  /** How many pairs there are. */
  int pairs() {
    return IntStream.range(0, groups).sum();
  }
}
