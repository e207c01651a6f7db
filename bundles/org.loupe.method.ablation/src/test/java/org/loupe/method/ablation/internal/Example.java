package org.loupe.method.ablation.internal;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
 * A linear model of three groups of two channels over some steps on windows of recordings of five:
 * group 'first' decides, 'second' adds a little, 'third' has no weight. Attention head 0 of its
 * module mix carries everything, attention head 1 nothing.
 */
final class Example {
  static final int CHANNELS = 6;
  static final int CLASSES = 3;

  final int windows;
  final int steps;
  final float[][] weights = new float[CLASSES][CHANNELS];
  final float[] x;
  final long[] recording;
  final long[] truth;
  final float[] speed;
  boolean targets = true;

  Example() {
    this(40, 4);
  }

  Example(int windows, int steps) {
    this.windows = windows;
    this.steps = steps;
    Random random = new Random(3);
    weights[0][0] = 2;
    weights[1][0] = -2;
    weights[1][1] = 1;
    weights[2][1] = -1;
    weights[2][2] = 0.2f;
    x = new float[windows * steps * CHANNELS];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    recording = new long[windows];
    truth = new long[windows * steps];
    speed = new float[windows * steps];
    for (int n = 0; n < windows; n++) {
      recording[n] = n / 5;
      for (int t = 0; t < steps; t++) {
        double[] logits = logits(n, t, channel -> 1);
        truth[n * steps + t] = random.nextInt(10) == 0 ? random.nextInt(3) : best(logits);
        speed[n * steps + t] = (float) logits[0];
      }
    }
  }

  static int best(double[] logits) {
    return logits[0] >= logits[1] && logits[0] >= logits[2] ? 0 : logits[1] >= logits[2] ? 1 : 2;
  }

  /** Scales a channel. */
  interface Factor {
    double of(int channel);
  }

  double[] logits(int window, int step, Factor factor) {
    double[] logits = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      for (int c = 0; c < CHANNELS; c++) {
        logits[k] += weights[k][c] * factor.of(c) * x[(window * steps + step) * CHANNELS + c];
      }
    }
    return logits;
  }

  static double logProbability(double[] logits, int index) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - logits[index]);
    }
    return -Math.log(sum);
  }

  ModelCard card(boolean grouped) {
    Map<String, List<Integer>> groups =
        grouped
            ? new TreeMap<>(
                Map.of(
                    "a first", List.of(0, 1), "b second", List.of(2, 3), "c third", List.of(4, 5)))
            : Map.of();
    return new CardBuilder("example")
        .input("x", groups, "s0", "s1", "s2", "s3", "s4", "s5")
        .categoricalHead("type", "stop", "go", "turn")
        .regressionHead("speed", "v")
        .clusters("recording")
        .build();
  }

  FakeSubject subject(int... chosen) {
    return subject(true, chosen);
  }

  FakeSubject subject(boolean grouped, int... chosen) {
    FakeDataset data =
        new FakeDataset("test")
            .with("x", new int[] {windows, steps, CHANNELS}, x)
            .with("recording", new int[] {windows}, recording);
    if (targets) {
      data.with("type_target", new int[] {windows, steps}, truth)
          .with("speed_target", new int[] {windows, steps, 1}, speed);
    }
    return new FakeSubject(
        new FakeModelSession(
            card(grouped), Map.of("type", weights, "speed", new float[][] {weights[0]})),
        chosen.length == 0 ? Windows.all(data) : new Windows(data, chosen));
  }

  static TargetParameters target(String head, String choice, String step) {
    return new TargetParameters(
        head,
        head.equals("type") ? Target.Objective.LOG_PROBABILITY : Target.Objective.LOGIT,
        choice,
        step,
        Decoding.TEACHER_FORCED);
  }

  static AblationParameters parameters(Over over, String value, boolean pairs) {
    return new AblationParameters(over, value, pairs, target("type", "predicted", "all"));
  }

  AblationResult result(Over over) throws LoupeException {
    return result(parameters(over, "zero", false));
  }

  AblationResult result(AblationParameters parameters, int... chosen) throws LoupeException {
    return new AblationAnalyzer().analyze(subject(chosen), parameters, Progress.none());
  }
}
