package org.loupe.method.saliency.internal;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * Attributions of some windows, put together. Sums run in the order of windows, steps and channels,
 * in double precision.
 *
 * @param map mean over windows, [T,C] in this order whatever the input's layout
 * @param channels mean over windows and steps, one per channel
 * @param steps mean over windows and channels, one per step
 * @param overall mean over everything, one column
 * @param distribution of all values
 * @param maximum the greatest magnitude
 */
record Summary(
    float[] map,
    Bootstrap.Means channels,
    Bootstrap.Means steps,
    Bootstrap.Means overall,
    Distribution distribution,
    double maximum) {

  /**
   * Puts windows together.
   *
   * @param values attributions of all windows, in the input's shape
   * @param places which of the windows, by their place
   * @param absolute whether magnitudes are taken first
   * @param resampling what the chosen windows belong to
   */
  static Summary of(
      float[] values,
      InputLayout layout,
      int[] places,
      boolean absolute,
      Resampling resampling,
      long seed,
      Progress progress) {
    int steps = layout.steps();
    int channels = layout.channels();
    double[] map = new double[steps * channels];
    float[] byChannel = new float[places.length * channels];
    float[] byStep = new float[places.length * steps];
    float[] byWindow = new float[places.length];
    double maximum = 0;
    for (int n = 0; n < places.length; n++) {
      progress.checkCancelled();
      double[] channelSum = new double[channels];
      double all = 0;
      for (int t = 0; t < steps; t++) {
        double stepSum = 0;
        for (int c = 0; c < channels; c++) {
          float raw = values[layout.position(places[n], t, c)];
          float value = absolute ? Math.abs(raw) : raw;
          map[t * channels + c] += value;
          channelSum[c] += value;
          stepSum += value;
          maximum = Math.max(maximum, Math.abs(value));
        }
        byStep[n * steps + t] = (float) (stepSum / channels);
        all += stepSum;
      }
      for (int c = 0; c < channels; c++) {
        byChannel[n * channels + c] = (float) (channelSum[c] / steps);
      }
      byWindow[n] = (float) (all / steps / channels);
    }
    float[] mean = new float[map.length];
    for (int i = 0; i < map.length; i++) {
      mean[i] = (float) (map[i] / places.length);
    }
    return new Summary(
        mean,
        Bootstrap.means(byChannel, channels, resampling, seed, progress),
        Bootstrap.means(byStep, steps, resampling, seed, progress),
        Bootstrap.means(byWindow, 1, resampling, seed, progress),
        Distribution.of(values, layout.elements(), places, absolute, progress),
        maximum);
  }

  /** The channels from the greatest mean magnitude to the least; equal ones in the card's order. */
  int[] ranking() {
    return IntStream.range(0, channels.mean().length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -Math.abs(channels.mean()[c])))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
