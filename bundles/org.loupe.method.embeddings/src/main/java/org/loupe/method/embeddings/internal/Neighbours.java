package org.loupe.method.embeddings.internal;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Squared Euclidean distances and who is nearest. */
final class Neighbours {
  private Neighbours() {}

  /** Squared distances of all rows from one of them. */
  static double[] distances(double[][] rows, int from) {
    double[] distances = new double[rows.length];
    double[] a = rows[from];
    for (int j = 0; j < rows.length; j++) {
      double[] b = rows[j];
      double sum = 0;
      for (int u = 0; u < a.length; u++) {
        double difference = a[u] - b[u];
        sum += difference * difference;
      }
      distances[j] = sum;
    }
    return distances;
  }

  /**
   * The nearest, nearest first; of equally near ones the first.
   *
   * @param count how many at most
   * @param allowed who may be among them
   */
  static int[] nearest(double[] distances, int count, IntPredicate allowed) {
    int[] nearest = new int[count];
    int found = 0;
    for (int j = 0; j < distances.length; j++) {
      if (!allowed.test(j) || (found == count && distances[j] >= distances[nearest[count - 1]])) {
        continue;
      }
      int place = found < count ? found++ : count - 1;
      while (place > 0 && distances[nearest[place - 1]] > distances[j]) {
        nearest[place] = nearest[place - 1];
        place--;
      }
      nearest[place] = j;
    }
    return Arrays.copyOf(nearest, found);
  }
}
