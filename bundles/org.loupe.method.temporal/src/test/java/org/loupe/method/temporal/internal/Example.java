package org.loupe.method.temporal.internal;

import java.util.Arrays;
import java.util.Random;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Target;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeRecurrentSession;
import org.loupe.testkit.FakeSubject;
import org.loupe.testkit.LinearCell;

/**
 * A leaky linear recurrence over 12 irregular steps of 6 channels, channel 2 the strongest by far,
 * channel 5 constant, on 20 windows of 10 recordings; its true values are what it says itself.
 */
final class Example {
  static final int WINDOWS = 20;
  static final int STEPS = 12;
  static final int CHANNELS = 6;
  static final int STRONGEST = 2;
  static final int CONSTANT = 5;
  static final LinearCell CELL =
      new LinearCell(
          new double[][] {{-0.6, 0.1}, {0, -0.4}},
          new double[][] {{0.1, -0.05, 1, 0.08, 0.02, 0.1}, {0.02, 0.1, 0.5, -0.06, 0.05, 0.1}},
          new double[][] {{1, 0.5}, {0, 1}});

  final int windows;
  final int steps;
  final float[] x;
  final float[] spans;
  final long[] recording;
  private final LinearCell cell;

  Example() {
    this(WINDOWS, STEPS, CELL);
  }

  Example(int windows, int steps, LinearCell cell) {
    this.windows = windows;
    this.steps = steps;
    this.cell = cell;
    this.x = new float[windows * steps * CHANNELS];
    this.spans = new float[windows * steps];
    this.recording = new long[windows];
    Random random = new Random(5);
    for (int i = 0; i < x.length; i++) {
      x[i] = i % CHANNELS == CONSTANT ? 1 : (float) random.nextGaussian();
    }
    for (int i = 0; i < spans.length; i++) {
      spans[i] = 0.1f + random.nextFloat();
    }
    for (int n = 0; n < windows; n++) {
      recording[n] = n / 2;
    }
  }

  static CardBuilder builder() {
    return new CardBuilder("example")
        .input("x", "a", "b", "c", "d", "e", "still")
        .regressionHead("next", "left", "right");
  }

  ModelCard card() {
    return builder().timespans("timespans").clusters("recording").build();
  }

  FakeRecurrentSession session(ModelCard card) {
    return new FakeRecurrentSession(card, cell);
  }

  /** Without true values. */
  FakeDataset inputs() {
    return new FakeDataset("test")
        .with("x", new int[] {windows, steps, CHANNELS}, x)
        .with("recording", new int[] {windows}, recording);
  }

  FakeDataset data() {
    return inputs()
        .with("timespans", new int[] {windows, steps}, spans)
        .with("next_target", new int[] {windows, steps, 2}, outputs(spans));
  }

  FakeSubject subject(int... chosen) {
    return subject(card(), data(), chosen);
  }

  FakeSubject subject(ModelCard card, FakeDataset data, int... chosen) {
    return new FakeSubject(
        session(card), chosen.length == 0 ? Windows.all(data) : new Windows(data, chosen));
  }

  /** What the model says with these spans, by hand. */
  float[] outputs(float[] times) {
    float[] all = new float[windows * steps * 2];
    for (int n = 0; n < windows; n++) {
      double[] state = new double[2];
      for (int t = 0; t < steps; t++) {
        double[] input = new double[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
          input[c] = x[(n * steps + t) * CHANNELS + c];
        }
        state = cell.next(state, input, times[n * steps + t]);
        double[] output = cell.output(state);
        all[(n * steps + t) * 2] = (float) output[0];
        all[(n * steps + t) * 2 + 1] = (float) output[1];
      }
    }
    return all;
  }

  float[] scaled(double scale) {
    float[] times = new float[spans.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = spans[i] * (float) scale;
    }
    return times;
  }

  static double mean(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  static ImportanceParameters importance(Objective objective, String choice, String step) {
    return new ImportanceParameters(
        objective,
        "x",
        new TargetParameters("next", Target.Objective.LOGIT, choice, step, Decoding.TEACHER_FORCED),
        true);
  }

  static ImportanceParameters importance() {
    return importance(Objective.SUM, TargetParameters.PREDICTED, TargetParameters.ALL);
  }

  ImportanceResult importanceOf(FakeSubject subject) throws LoupeException {
    return new TemporalImportanceAnalyzer().analyze(subject, importance(), Progress.none());
  }

  static SensitivityParameters sensitivity(String scales, int sweep) {
    return new SensitivityParameters(scales, sweep, "next", Decoding.TEACHER_FORCED);
  }

  SensitivityResult sensitivityOf(FakeSubject subject) throws LoupeException {
    return new TimeSensitivityAnalyzer()
        .analyze(subject, sensitivity(Scales.USUAL, 17), Progress.none());
  }

  static float[] filled(int size, float value) {
    float[] all = new float[size];
    Arrays.fill(all, value);
    return all;
  }

  static float[] values(Tensor tensor) {
    return ((FloatTensor) tensor).values();
  }
}
