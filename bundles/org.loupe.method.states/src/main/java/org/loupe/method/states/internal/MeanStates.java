package org.loupe.method.states.internal;

/** The mean over windows of the state at every step, and of input and time span; summed up. */
final class MeanStates {
  private final int units;
  private final int channels;
  private final double[] states;
  private final double[] input;
  private final double[] inputSquares;
  private final double[] spans;
  private final int[] count;

  MeanStates(int steps, int units, int channels) {
    this.units = units;
    this.channels = channels;
    this.states = new double[steps * units];
    this.input = new double[steps * channels];
    this.inputSquares = new double[steps * channels];
    this.spans = new double[steps];
    this.count = new int[steps];
  }

  void add(StateWindow window) {
    float[] given = window.spans();
    for (int t = 0; t < window.steps(); t++) {
      count[t]++;
      for (int u = 0; u < units; u++) {
        states[t * units + u] += window.state(t, u);
      }
      for (int c = 0; c < channels; c++) {
        double value = window.input()[t * channels + c];
        input[t * channels + c] += value;
        inputSquares[t * channels + c] += value * value;
      }
      spans[t] += given == null ? Double.NaN : given[t];
    }
  }

  int steps() {
    return count.length;
  }

  int channels() {
    return channels;
  }

  /** How many windows reach a step. */
  int windows(int step) {
    return count[step];
  }

  double state(int step, int unit) {
    return states[step * units + unit] / count[step];
  }

  double input(int step, int channel) {
    return input[step * channels + channel] / count[step];
  }

  /** Standard deviation over windows. */
  double inputStd(int step, int channel) {
    double mean = input(step, channel);
    return Math.sqrt(
        Math.max(0, inputSquares[step * channels + channel] / count[step] - mean * mean));
  }

  /** The mean input over all steps of all windows, one per channel. */
  double[] meanInput() {
    double[] mean = new double[channels];
    long rows = 0;
    for (int t = 0; t < count.length; t++) {
      rows += count[t];
      for (int c = 0; c < channels; c++) {
        mean[c] += input[t * channels + c];
      }
    }
    for (int c = 0; c < channels; c++) {
      mean[c] /= rows;
    }
    return mean;
  }

  /** The mean time span of a step; NaN where there are none. */
  double span(int step) {
    return spans[step] / count[step];
  }
}
