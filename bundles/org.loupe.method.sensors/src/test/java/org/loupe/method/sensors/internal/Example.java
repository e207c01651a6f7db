package org.loupe.method.sensors.internal;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.loupe.analysis.ParameterSchema;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

/**
 * A linear model of 12 channels over 8 steps, of which channel 5 decides by far the most, on 40
 * windows of 10 recordings. Channel 5 is a step in every window and channel 9 never changes.
 */
final class Example {
  static final int WINDOWS = 40;
  static final int STEPS = 8;
  static final int CHANNELS = 12;
  static final int STRONGEST = 5;
  static final int STILL = 9;

  final float[][] weights = new float[3][CHANNELS];
  final float[] x = new float[WINDOWS * STEPS * CHANNELS];
  final long[] recording = new long[WINDOWS];
  final long[] truth = new long[WINDOWS * STEPS];
  final ModelCard card;
  final FakeModelSession session;

  Example() {
    Random random = new Random(7);
    for (int k = 0; k < 3; k++) {
      for (int c = 0; c < CHANNELS; c++) {
        weights[k][c] = c % 2 == 0 ? 0 : (float) random.nextGaussian() * 0.02f;
      }
    }
    weights[0][STRONGEST] = 2f;
    weights[1][STRONGEST] = -2f;
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 4;
      for (int t = 0; t < STEPS; t++) {
        for (int c = 0; c < CHANNELS; c++) {
          x[position(n, t, c)] = (float) random.nextGaussian();
        }
        float level = 1 + n % 7 * 0.1f + 0.01f * t;
        x[position(n, t, STRONGEST)] = t < 3 ? level : -level;
        x[position(n, t, STILL)] = 0.5f;
        truth[n * STEPS + t] = t < 3 ? 0 : 1;
      }
    }
    card =
        new CardBuilder("example")
            .input(
                "x",
                Map.of(
                    "odd", List.of(1, 3, 5, 7, 9, 11),
                    "even", List.of(0, 2, 4, 6, 8, 10)),
                IntStream.range(0, CHANNELS).mapToObj(c -> "sensor " + c).toArray(String[]::new))
            .categoricalHead("type", "stop", "go", "turn")
            .categoricalHead("only", "same")
            .regressionHead("speed", "v", "w", "u")
            .clusters("recording")
            .build();
    session =
        new FakeModelSession(
            card, Map.of("type", weights, "speed", weights, "only", new float[][] {weights[0]}));
  }

  static int position(int window, int step, int channel) {
    return (window * STEPS + step) * CHANNELS + channel;
  }

  FakeDataset data() {
    return new FakeDataset("test")
        .with("x", new int[] {WINDOWS, STEPS, CHANNELS}, x)
        .with("recording", new int[] {WINDOWS}, recording)
        .with("type_target", new int[] {WINDOWS, STEPS}, truth)
        .with("speed_target", new int[] {WINDOWS, STEPS, 3}, new float[WINDOWS * STEPS * 3]);
  }

  FakeSubject subject(int... windows) {
    return new FakeSubject(
        session, windows.length == 0 ? Windows.all(data()) : new Windows(data(), windows));
  }

  SensorsResult result(Map<String, String> changes, int... windows) throws LoupeException {
    return result(changes, Progress.none(), windows);
  }

  SensorsResult result(Map<String, String> changes, Progress progress, int... windows)
      throws LoupeException {
    SensorsAnalyzer analyzer = new SensorsAnalyzer();
    FakeSubject subject = subject(windows);
    return analyzer.analyze(
        subject,
        ParameterSchema.fromMap(SensorsParameters.class, changes, analyzer.defaults(subject)),
        progress);
  }

  /** Probabilities of 'type' of a step whose values are given. */
  double[] probabilities(float[] values) {
    double[] p = new double[3];
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      for (int c = 0; c < CHANNELS; c++) {
        p[k] += weights[k][c] * values[c];
      }
      p[k] = Math.exp(p[k]);
      sum += p[k];
    }
    return new double[] {p[0] / sum, p[1] / sum, p[2] / sum};
  }

  /** A step's values. */
  float[] step(int window, int step) {
    float[] values = new float[CHANNELS];
    System.arraycopy(x, position(window, step, 0), values, 0, CHANNELS);
    return values;
  }

  static int best(double[] p) {
    return p[0] >= p[1] && p[0] >= p[2] ? 0 : p[1] >= p[2] ? 1 : 2;
  }

  /** A step's values with one of another step or window in the place of a channel's. */
  interface Source {
    float value(int step);
  }

  /** Mean confidence of a window with a channel changed. */
  double confidence(int window, int channel, Source source) {
    double sum = 0;
    for (int t = 0; t < STEPS; t++) {
      float[] values = step(window, t);
      values[channel] = source.value(t);
      double[] p = probabilities(values);
      sum += p[best(p)];
    }
    return sum / STEPS;
  }

  double confidence(int window) {
    return confidence(window, 0, t -> x[position(window, t, 0)]);
  }
}
