package org.loupe.method.occlusion.internal;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * Means over windows.
 *
 * @param map [steps, units], row-major; shared, not copied
 * @param units mean over all steps, one column per unit
 * @param steps mean over all units, one column per step
 */
record Summary(double[] map, Bootstrap.Means units, Bootstrap.Means steps) {

  /**
   * Of some windows.
   *
   * @param attribution [windows, steps, units]
   * @param places of the windows
   * @param resampling what these belong to
   */
  static Summary of(
      float[] attribution,
      Grid grid,
      int[] places,
      Resampling resampling,
      long seed,
      Progress progress) {
    int steps = grid.steps();
    int units = grid.units();
    double[] map = new double[steps * units];
    float[] byUnit = new float[places.length * units];
    float[] byStep = new float[places.length * steps];
    for (int i = 0; i < places.length; i++) {
      for (int e = 0; e < map.length; e++) {
        float value = attribution[places[i] * map.length + e];
        map[e] += value / places.length;
        byUnit[i * units + e % units] += value / steps;
        byStep[i * steps + e / units] += value / units;
      }
    }
    return new Summary(
        map,
        Bootstrap.means(byUnit, units, resampling, seed, progress),
        Bootstrap.means(byStep, steps, resampling, seed, progress));
  }

  /** The units, the one with the greatest mean drop first. */
  int[] ranking() {
    return IntStream.range(0, units.mean().length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer u) -> -units.mean()[u]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
