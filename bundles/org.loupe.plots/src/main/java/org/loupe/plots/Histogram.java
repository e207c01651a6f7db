package org.loupe.plots;

import java.util.List;

/**
 * A distribution as bins of equal or unequal width.
 *
 * @param x the binned values
 * @param y the bars' heights: a density (area 1) or counts
 * @param edges ascending bin edges, one more than bins; shared, not copied
 * @param traces heights, one trace per distribution over the same bins
 * @param annotations vertical reference lines at values of x
 */
public record Histogram(
    ValueAxis x, ValueAxis y, double[] edges, List<Trace> traces, List<Annotation> annotations)
    implements Plot {
  /** Copies the lists and checks that traces fill the bins. */
  public Histogram {
    traces = List.copyOf(traces);
    annotations = List.copyOf(annotations);
    if (edges.length < 2) {
      throw new IllegalArgumentException(
          edges.length + " bin edges; a histogram has at least one bin, which has two");
    }
    LineChart.requireLength(traces, edges.length - 1);
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of();
  }

  /**
   * The density of values over equally wide bins from their least to their greatest; what is not
   * finite is left out. Without any values there is one empty bin.
   *
   * @param name of the trace
   * @param values any number
   * @param bins number of bins, at least 1
   */
  public static Histogram density(
      ValueAxis x, String name, float[] values, int bins, List<Annotation> annotations) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    long numbers = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        numbers++;
      }
    }
    if (numbers == 0) {
      double[] none = {Double.NaN};
      return new Histogram(
          x,
          ValueAxis.of("density"),
          new double[] {0, 1},
          List.of(Trace.of(name, none)),
          annotations);
    }
    if (least == greatest) {
      least -= 0.5;
      greatest += 0.5;
    }
    double width = (greatest - least) / bins;
    double[] heights = new double[bins];
    for (float value : values) {
      if (Float.isFinite(value)) {
        heights[Math.min(bins - 1, (int) ((value - least) / width))] += 1 / (numbers * width);
      }
    }
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = least + i * width;
    }
    return new Histogram(
        x, ValueAxis.of("density"), edges, List.of(Trace.of(name, heights)), annotations);
  }
}
