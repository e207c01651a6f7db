package org.loupe.method.cka.internal;

/**
 * What a layer's units say at the drawn rows. Centred once all are there.
 *
 * @param layer its name
 * @param choice the rows
 * @param units how many columns there are
 * @param values row-major [rows, units]; shared, not copied
 */
record LayerRows(String layer, RowChoice choice, int units, float[] values) {

  /**
   * Takes each column's mean off, in double.
   *
   * @return whether all values are finite; if not, they are left as they are
   */
  boolean centre() {
    double[] mean = new double[units];
    for (int i = 0; i < values.length; i++) {
      mean[i % units] += values[i];
    }
    for (int u = 0; u < units; u++) {
      mean[u] /= choice.size();
      if (!Double.isFinite(mean[u])) {
        return false;
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] - mean[i % units]);
    }
    return true;
  }
}
