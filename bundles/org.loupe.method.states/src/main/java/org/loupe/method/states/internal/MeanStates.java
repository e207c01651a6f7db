package org.loupe.method.states.internal;

/**
 * The mean over windows of the state at every step, and of input and time span; summed up. Arrays
 * are shared, not copied.
 *
 * @param units of the state
 * @param channels of the input
 * @param states sums per step and unit, row-major [T,H]
 * @param inputs sums per step and channel, row-major [T,C]
 * @param inputSquares sums of squares likewise
 * @param spans sums per step; NaN where there are none
 * @param count how many windows reach a step
 */
record MeanStates(
    int units,
    int channels,
    double[] states,
    double[] inputs,
    double[] inputSquares,
    double[] spans,
    int[] count) {

  /** Of no window yet. */
  static MeanStates empty(int steps, int units, int channels) {
    return new MeanStates(
        units,
        channels,
        new double[steps * units],
        new double[steps * channels],
        new double[steps * channels],
        new double[steps],
        new int[steps]);
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
        inputs[t * channels + c] += value;
        inputSquares[t * channels + c] += value * value;
      }
      spans[t] += given == null ? Double.NaN : given[t];
    }
  }

  int steps() {
    return count.length;
  }

  /** How many windows reach a step. */
  int windows(int step) {
    return count[step];
  }

  double state(int step, int unit) {
    return states[step * units + unit] / count[step];
  }

  double input(int step, int channel) {
    return inputs[step * channels + channel] / count[step];
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
        mean[c] += inputs[t * channels + c];
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
