package org.loupe.method.saliency.internal;

import org.loupe.analysis.InputLayout;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * Puts attributions together, one window after the other. Sums run in the order of windows, steps
 * and channels, in double precision; of each window only its means stay.
 */
final class WindowSums {
  private final InputLayout layout;
  private final boolean absolute;
  private final double[] map;
  private final PerWindow byChannel;
  private final PerWindow byStep;
  private final PerWindow overall;
  private final ValueCounts counts;
  private int windows;

  /**
   * @param windows how many will come
   * @param absolute whether magnitudes are taken first
   */
  WindowSums(InputLayout layout, int windows, boolean absolute) {
    this.layout = layout;
    this.absolute = absolute;
    this.map = new double[layout.elements()];
    this.byChannel = PerWindow.of(windows, layout.channels());
    this.byStep = PerWindow.of(windows, layout.steps());
    this.overall = PerWindow.of(windows, 1);
    this.counts = new ValueCounts();
  }

  /** Numbers that stay of each window. */
  static int columns(InputLayout layout) {
    return layout.channels() + layout.steps() + 1;
  }

  /**
   * Takes the next window.
   *
   * @param values of several windows, in the input's shape
   * @param place of the window among these
   */
  void add(float[] values, int place) {
    int steps = layout.steps();
    int channels = layout.channels();
    double[] channelSums = new double[channels];
    double all = 0;
    for (int t = 0; t < steps; t++) {
      double stepSum = 0;
      for (int c = 0; c < channels; c++) {
        float raw = values[layout.position(place, t, c)];
        float value = absolute ? Math.abs(raw) : raw;
        map[t * channels + c] += value;
        channelSums[c] += value;
        stepSum += value;
        counts.add(value);
      }
      byStep.put(windows, t, stepSum / channels);
      all += stepSum;
    }
    for (int c = 0; c < channels; c++) {
      byChannel.put(windows, c, channelSums[c] / steps);
    }
    overall.put(windows, 0, all / steps / channels);
    windows++;
  }

  /** Means over steps, [N,C]. */
  PerWindow byChannel() {
    return byChannel;
  }

  /** Means over everything, [N,1]. */
  PerWindow overall() {
    return overall;
  }

  /**
   * The means over all windows that came.
   *
   * @param resampling what they belong to
   */
  Summary summary(Resampling resampling, long seed, Progress progress) {
    float[] mean = new float[map.length];
    for (int i = 0; i < map.length; i++) {
      mean[i] = (float) (map[i] / windows);
    }
    return new Summary(
        mean,
        byChannel.means(resampling, seed, progress),
        byStep.means(resampling, seed, progress),
        overall.means(resampling, seed, progress),
        Distribution.of(counts),
        counts.greatestMagnitude());
  }
}
