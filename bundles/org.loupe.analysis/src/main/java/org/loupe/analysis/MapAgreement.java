package org.loupe.analysis;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;

/**
 * How far two checkpoints' maps of the same windows agree, such as attributions [N,T,C]. Arrays are
 * one number per paired window; shared, not copied.
 *
 * @param name of the array
 * @param cosine of the angle between both maps, −1 to 1; NaN where one is all zeros
 * @param spearman Spearman's ρ over a map's cells; NaN where one map is all alike
 */
public record MapAgreement(String name, double[] cosine, double[] spearman) {

  /**
   * Compares maps window by window.
   *
   * @param before [N,…] of the baseline
   * @param after of the other, alike but for the number of windows
   * @param progress asked whether to go on
   * @throws IllegalArgumentException if a window's maps are not of one shape
   */
  public static MapAgreement of(
      String name, Tensor before, Tensor after, Pairing pairing, Progress progress) {
    int[] shape = before.shape();
    int[] other = after.shape();
    if (!Arrays.equals(shape, 1, shape.length, other, 1, other.length)) {
      throw new IllegalArgumentException(
          "maps " + Tensor.describe(shape) + " against " + Tensor.describe(other));
    }
    int cells = before.size() / Math.max(1, shape[0]);
    double[] cosine = new double[pairing.size()];
    double[] spearman = new double[pairing.size()];
    for (int n = 0; n < cosine.length; n++) {
      progress.checkCancelled();
      double[] a = map(before, pairing.before()[n], cells);
      double[] b = map(after, pairing.after()[n], cells);
      cosine[n] = cosine(a, b);
      spearman[n] = Ranks.correlation(a, b);
    }
    return new MapAgreement(name, cosine, spearman);
  }

  private static double[] map(Tensor tensor, int window, int cells) {
    double[] map = new double[cells];
    for (int i = 0; i < cells; i++) {
      map[i] = tensor.number(window * cells + i);
    }
    return map;
  }

  private static double cosine(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return aa == 0 || bb == 0 ? Double.NaN : ab / Math.sqrt(aa * bb);
  }

  /** The median over windows; NaN of none. */
  public static double median(double[] values) {
    double[] sorted = DoubleStream.of(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
