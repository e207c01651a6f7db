package org.loupe.plots;

/**
 * A dashed reference line across a plot.
 *
 * @param label shown in the legend: 'mean 0.0021'
 * @param value where it stands; not used by the diagonal
 * @param line which way it runs
 */
public record Annotation(String label, double value, Line line) {

  /** Which way a reference line runs. */
  public enum Line {
    /** At a value of the axis that shows values: of a bar's length, of a binned value. */
    AT_VALUE,
    /** Upright at a value of the horizontal axis; a place where that axis counts. */
    AT_X,
    /** Where both axes have the same value: 'calibrated'. */
    DIAGONAL
  }

  /** A line at a value. */
  public Annotation(String label, double value) {
    this(label, value, Line.AT_VALUE);
  }

  /** An upright line. */
  public static Annotation atX(String label, double x) {
    return new Annotation(label, x, Line.AT_X);
  }

  /** The line of equal values, of graphs whose axes both measure. */
  public static Annotation diagonal(String label) {
    return new Annotation(label, Double.NaN, Line.DIAGONAL);
  }
}
