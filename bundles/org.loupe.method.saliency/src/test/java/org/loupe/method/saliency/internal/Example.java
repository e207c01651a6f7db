package org.loupe.method.saliency.internal;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Target;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

/**
 * A linear model of 24 channels over 4 steps, channel 5 the strongest by far, on 40 random windows
 * of 8 recordings.
 */
final class Example {
  static final int WINDOWS = 40;
  static final int STEPS = 4;
  static final int CHANNELS = 24;
  static final int STRONGEST = 5;

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
        weights[k][c] = (float) random.nextGaussian() * 0.05f;
      }
    }
    weights[0][STRONGEST] = 1.5f;
    weights[1][STRONGEST] = -1.5f;
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 5;
    }
    for (int i = 0; i < truth.length; i++) {
      truth[i] = i % 3;
    }
    card =
        new CardBuilder("example")
            .input(
                "x",
                Map.of("odd", IntStream.range(0, 12).mapToObj(i -> 2 * i + 1).toList()),
                IntStream.range(0, CHANNELS).mapToObj(c -> "sensor " + c).toArray(String[]::new))
            .categoricalHead("type", "stop", "go", "turn")
            .regressionHead("speed", "v", "w", "u")
            .clusters("recording")
            .build();
    session = new FakeModelSession(card, Map.of("type", weights, "speed", weights));
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

  static TargetParameters target(Target.Objective objective, String choice, String step) {
    return new TargetParameters("type", objective, choice, step, Decoding.TEACHER_FORCED);
  }

  static SaliencyParameters parameters(Variant variant) {
    return new SaliencyParameters(
        variant, "x", target(Target.Objective.LOG_PROBABILITY, "predicted", "all"));
  }

  SaliencyResult result(Variant variant, int... windows) throws LoupeException {
    return new SaliencyAnalyzer().analyze(subject(windows), parameters(variant), Progress.none());
  }

  /** The gradient by hand: w[k] − Σ p·w where k is the chosen class at that step. */
  double gradient(int window, int step, int channel, int chosen) {
    double[] p = probabilities(window, step);
    double gradient = weights[chosen][channel];
    for (int k = 0; k < 3; k++) {
      gradient -= p[k] * weights[k][channel];
    }
    return gradient;
  }

  double[] probabilities(int window, int step) {
    double[] p = new double[3];
    for (int k = 0; k < 3; k++) {
      for (int c = 0; c < CHANNELS; c++) {
        p[k] += weights[k][c] * x[(window * STEPS + step) * CHANNELS + c];
      }
      p[k] = Math.exp(p[k]);
    }
    double sum = p[0] + p[1] + p[2];
    return new double[] {p[0] / sum, p[1] / sum, p[2] / sum};
  }

  int predicted(int window, int step) {
    double[] p = probabilities(window, step);
    return p[0] >= p[1] && p[0] >= p[2] ? 0 : p[1] >= p[2] ? 1 : 2;
  }

  static List<Integer> steps() {
    return IntStream.range(0, STEPS).boxed().toList();
  }
}
