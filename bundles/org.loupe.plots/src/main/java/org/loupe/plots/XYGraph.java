package org.loupe.plots;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Lines, areas, steps and dots over a measured axis: sensitivity over scales, densities, explained
 * variance.
 *
 * @param x horizontal axis
 * @param y vertical axis
 * @param traces in painting order
 * @param annotations reference lines
 */
public record XYGraph(ValueAxis x, ValueAxis y, List<XYTrace> traces, List<Annotation> annotations)
    implements Plot {
  private static final int CURVE = 201;

  /** How far a kernel is looked at, in standard deviations. */
  private static final double REACH = 4;

  /** Copies the lists. */
  public XYGraph {
    traces = List.copyOf(traces);
    annotations = List.copyOf(annotations);
  }

  /**
   * Smooth densities of several sets of values over each other: Gaussian kernels of the width that
   * Silverman's rule gives, 0.9 · min(σ, IQR/1.34) · n^(−1/5) (Density Estimation, 1986, eq. 3.31).
   *
   * @param x the values' axis
   * @param values by name, in order; what is not finite is left out
   * @param annotations upright lines as {@link Annotation#atX}
   */
  public static XYGraph densities(
      ValueAxis x, Map<String, float[]> values, List<Annotation> annotations) {
    List<XYTrace> traces =
        values.entrySet().stream().map(set -> density(set.getKey(), set.getValue())).toList();
    return new XYGraph(x, ValueAxis.of("density"), traces, annotations);
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of();
  }

  private static XYTrace density(String name, float[] values) {
    double[] sorted = new double[values.length];
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        sorted[count++] = value;
      }
    }
    sorted = Arrays.copyOf(sorted, count);
    Arrays.sort(sorted);
    if (count == 0) {
      return XYTrace.of(name, new double[0], new double[0]).as(XYTrace.Type.AREA);
    }
    double width = width(sorted);
    double from = sorted[0] - 3 * width;
    double step = (sorted[count - 1] + 3 * width - from) / (CURVE - 1);
    double[] xs = new double[CURVE];
    double[] ys = new double[CURVE];
    double scale = 1 / (count * width * Math.sqrt(2 * Math.PI));
    for (int i = 0; i < CURVE; i++) {
      xs[i] = from + i * step;
    }
    for (double value : sorted) {
      int first = (int) Math.max(0, Math.ceil((value - REACH * width - from) / step));
      int last = (int) Math.min(CURVE - 1, Math.floor((value + REACH * width - from) / step));
      for (int i = first; i <= last; i++) {
        double z = (xs[i] - value) / width;
        ys[i] += scale * Math.exp(-z * z / 2);
      }
    }
    return XYTrace.of(name, xs, ys).as(XYTrace.Type.AREA);
  }

  private static double width(double[] sorted) {
    int count = sorted.length;
    double mean = Arrays.stream(sorted).average().orElse(0);
    double variance = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(variance / Math.max(1, count - 1));
    double quartiles = (sorted[count * 3 / 4] - sorted[count / 4]) / 1.34;
    double spread = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
    double width = 0.9 * spread * Math.pow(count, -0.2);
    return width > 0 ? width : Math.max(1e-3, Math.abs(mean) * 1e-3);
  }
}
