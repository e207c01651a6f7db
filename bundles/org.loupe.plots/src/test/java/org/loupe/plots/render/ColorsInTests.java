package org.loupe.plots.render;

/** Colour arithmetic that only tests need. */
final class ColorsInTests {
  private ColorsInTests() {}

  /** CIELAB lightness, 0 to 100. */
  static double lightness(int rgb) {
    return 116 * f(Colors.luminance(rgb)) - 16;
  }

  /** Distance in CIELAB (1976). */
  static double distance(double[] one, double[] other) {
    double[] a = lab(one);
    double[] b = lab(other);
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  /** Linear light of a colour. */
  static double[] linear(int rgb) {
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      double share = (rgb >> 16 - 8 * i & 255) / 255.0;
      linear[i] = share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
    return linear;
  }

  /** Linear light through a matrix of colour blindness. */
  static double[] seen(double[][] matrix, int rgb) {
    double[] linear = linear(rgb);
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        seen[i] += matrix[i][j] * linear[j];
      }
    }
    return seen;
  }

  private static double[] lab(double[] c) {
    double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505);
    double y = f(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
    double z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double f(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116.0;
  }
}
