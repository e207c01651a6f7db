package org.loupe.method.occlusion.internal;

import java.util.Arrays;
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
    float[] byStep = new float[places.length * steps];
    for (int i = 0; i < places.length; i++) {
      for (int e = 0; e < map.length; e++) {
        float value = attribution[places[i] * map.length + e];
        map[e] += value / places.length;
        byStep[i * steps + e / units] += value / units;
      }
    }
    return new Summary(
        map,
        Bootstrap.means(byUnit(attribution, grid, places), units, resampling, seed, progress),
        Bootstrap.means(byStep, steps, resampling, seed, progress));
  }

  /**
   * The mean over all steps, [places, units].
   *
   * @param attribution [windows, steps, units]
   * @param places of the windows
   */
  static float[] byUnit(float[] attribution, Grid grid, int[] places) {
    int units = grid.units();
    int elements = grid.steps() * units;
    float[] means = new float[places.length * units];
    for (int i = 0; i < places.length; i++) {
      for (int e = 0; e < elements; e++) {
        means[i * units + e % units] += attribution[places[i] * elements + e] / grid.steps();
      }
    }
    return means;
  }

  /**
   * The units whose interval of the mean drop lies above zero and above the mean of all units, the
   * one with the greatest drop first; none where there are no intervals.
   */
  int[] outstanding() {
    if (!units.hasIntervals()) {
      return new int[0];
    }
    double least = Math.max(0, Arrays.stream(units.mean()).average().orElse(0));
    return IntStream.of(ranking()).filter(u -> units.low()[u] > least).toArray();
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
