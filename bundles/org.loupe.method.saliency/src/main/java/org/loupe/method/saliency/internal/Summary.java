package org.loupe.method.saliency.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
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
 * @param edges 51 edges of equally wide bins
 * @param density 50 heights, area 1
 * @param maximum the greatest magnitude
 */
record Summary(
    float[] map,
    Bootstrap.Means channels,
    Bootstrap.Means steps,
    Bootstrap.Means overall,
    double[] edges,
    double[] density,
    double maximum) {
  private static final int BINS = 50;

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
    Range range = new Range();
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
          range.include(value);
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
    double[] edges = range.edges();
    return new Summary(
        mean,
        Bootstrap.means(byChannel, channels, resampling, seed, progress),
        Bootstrap.means(byStep, steps, resampling, seed, progress),
        Bootstrap.means(byWindow, 1, resampling, seed, progress),
        edges,
        density(values, layout, places, absolute, edges, progress),
        Math.max(Math.abs(range.least), Math.abs(range.greatest)));
  }

  private static double[] density(
      float[] values,
      InputLayout layout,
      int[] places,
      boolean absolute,
      double[] edges,
      Progress progress) {
    double width = (edges[BINS] - edges[0]) / BINS;
    long[] counts = new long[BINS];
    for (int place : places) {
      progress.checkCancelled();
      int from = place * layout.elements();
      for (int i = from; i < from + layout.elements(); i++) {
        float value = absolute ? Math.abs(values[i]) : values[i];
        counts[Math.min(BINS - 1, (int) ((value - edges[0]) / width))]++;
      }
    }
    double all = (double) places.length * layout.elements();
    return Arrays.stream(counts).mapToDouble(count -> count / (all * width)).toArray();
  }

  /** The channels from the greatest mean magnitude to the least; equal ones in the card's order. */
  int[] ranking() {
    return IntStream.range(0, channels.mean().length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -Math.abs(channels.mean()[c])))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static final class Range {
    private float least = Float.POSITIVE_INFINITY;
    private float greatest = Float.NEGATIVE_INFINITY;

    void include(float value) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }

    double[] edges() {
      // Values that are all the same still get bins to stand in.
      double margin = least == greatest ? 0.5 : 0;
      double width = ((double) greatest - least + 2 * margin) / BINS;
      return IntStream.rangeClosed(0, BINS).mapToDouble(i -> least - margin + i * width).toArray();
    }
  }
}
