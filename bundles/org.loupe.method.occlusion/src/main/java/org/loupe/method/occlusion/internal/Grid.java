package org.loupe.method.occlusion.internal;

/**
 * The places of a window that slides over steps × units, as Captum lays them: from the first step
 * and unit in equal strides, until the end is covered; the last ones may reach beyond it and are
 * cut.
 *
 * @param steps of the input
 * @param units groups or channels
 * @param window what is hidden at once, no larger than the input
 * @param stride from one place to the next
 */
record Grid(int steps, int units, Extent window, Extent stride) {

  /** Places along time. */
  int stepPlaces() {
    return places(steps, window.steps(), stride.steps());
  }

  /** Places along the units. */
  int unitPlaces() {
    return places(units, window.units(), stride.units());
  }

  /** All places, those of the first step before those of the next. */
  int size() {
    return Math.multiplyExact(stepPlaces(), unitPlaces());
  }

  private static int places(int size, int window, int stride) {
    return (size - window + stride - 1) / stride + 1;
  }

  /** What is hidden at a place. */
  Place place(int index) {
    int step = index / unitPlaces() * stride.steps();
    int unit = index % unitPlaces() * stride.units();
    return new Place(
        step, Math.min(steps, step + window.steps()), unit, Math.min(units, unit + window.units()));
  }

  /** Whether places cover each other in part, so that elements have several. */
  boolean overlaps() {
    return stepPlaces() > 1 && stride.steps() < window.steps()
        || unitPlaces() > 1 && stride.units() < window.units();
  }

  /**
   * Gives every element the mean over all places that hide it.
   *
   * @param values one per place, from an offset
   * @param attribution [steps, units], from an offset; written to
   */
  void average(float[] values, int from, float[] attribution, int to) {
    double[] sum = new double[steps * units];
    int[] count = new int[sum.length];
    for (int p = 0; p < size(); p++) {
      Place place = place(p);
      for (int t = place.fromStep; t < place.toStep; t++) {
        for (int u = place.fromUnit; u < place.toUnit; u++) {
          sum[t * units + u] += values[from + p];
          count[t * units + u]++;
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      attribution[to + i] = (float) (sum[i] / count[i]);
    }
  }

  /**
   * A place of the window.
   *
   * @param fromStep the first hidden step
   * @param toStep the step after the last hidden one
   * @param fromUnit the first hidden unit
   * @param toUnit the unit after the last hidden one
   */
  record Place(int fromStep, int toStep, int fromUnit, int toUnit) {
    /** 'step 4', 'steps 0 to 7'. */
    String stepWords() {
      return toStep - fromStep == 1
          ? "step " + fromStep
          : "steps " + fromStep + " to " + (toStep - 1);
    }
  }
}
