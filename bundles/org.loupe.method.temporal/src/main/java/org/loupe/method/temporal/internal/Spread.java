package org.loupe.method.temporal.internal;

/** Standard deviations of columns, without keeping the numbers (B. Welford, 1962). */
final class Spread {
  private final double[] mean;
  private final double[] squares;
  private final long[] count;

  /** Of so many columns. */
  Spread(int columns) {
    mean = new double[columns];
    squares = new double[columns];
    count = new long[columns];
  }

  void add(int column, double value) {
    count[column]++;
    double before = value - mean[column];
    mean[column] += before / count[column];
    squares[column] += before * (value - mean[column]);
  }

  /** The mean of the columns' standard deviations; NaN without any numbers. */
  double overall() {
    double sum = 0;
    int columns = 0;
    for (int c = 0; c < mean.length; c++) {
      if (count[c] > 0) {
        sum += Math.sqrt(squares[c] / count[c]);
        columns++;
      }
    }
    return columns == 0 ? Double.NaN : sum / columns;
  }
}
