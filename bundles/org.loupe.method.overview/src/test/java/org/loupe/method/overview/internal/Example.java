package org.loupe.method.overview.internal;

import java.util.Map;
import java.util.Random;
import org.loupe.analysis.Decoding;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

/**
 * A linear model of 2 channels over 6 steps, on 60 random windows of 10 recordings. The prediction
 * head {@code sign} tells the sign of channel 0, which its true values are; {@code blind} always
 * says class 0, whatever the input; its true values follow the previous token. {@code speed} is
 * channel 0 itself.
 */
final class Example {
  static final int WINDOWS = 60;
  static final int STEPS = 6;

  final float[] x = new float[WINDOWS * STEPS * 2];
  final long[] sign = new long[WINDOWS * STEPS];
  final long[] blind = new long[WINDOWS * STEPS];
  final long[] tokens = new long[WINDOWS * STEPS];
  final float[] speed = new float[WINDOWS * STEPS];
  final long[] recording = new long[WINDOWS];
  final ModelCard card;
  final FakeModelSession session;

  Example() {
    Random random = new Random(5);
    for (int i = 0; i < sign.length; i++) {
      x[2 * i] = (float) random.nextGaussian();
      x[2 * i + 1] = (float) random.nextGaussian();
      sign[i] = x[2 * i] > 0 ? 0 : 1;
      tokens[i] = random.nextInt(3);
      blind[i] = tokens[i] == 2 ? 1 : 0;
      speed[i] = x[2 * i];
    }
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 6;
    }
    card =
        new CardBuilder("example")
            .input("x", "a", "b")
            .tokens("tokens")
            .categoricalHead("sign", "up", "down")
            .categoricalHead("blind", "no", "yes")
            .regressionHead("speed", "v")
            .clusters("recording")
            .build();
    session =
        new FakeModelSession(
            card,
            Map.of(
                "sign", new float[][] {{1, 0}, {-1, 0}},
                "blind", new float[][] {{0, 0}, {0, 0}},
                "speed", new float[][] {{1, 0}}));
  }

  FakeDataset data() {
    return new FakeDataset("test")
        .with("x", new int[] {WINDOWS, STEPS, 2}, x)
        .with("tokens", new int[] {WINDOWS, STEPS}, tokens)
        .with("recording", new int[] {WINDOWS}, recording)
        .with("sign_target", new int[] {WINDOWS, STEPS}, sign)
        .with("blind_target", new int[] {WINDOWS, STEPS}, blind)
        .with("speed_target", new int[] {WINDOWS, STEPS, 1}, speed);
  }

  FakeSubject subject(int... windows) {
    return new FakeSubject(
        session, windows.length == 0 ? Windows.all(data()) : new Windows(data(), windows));
  }

  OverviewResult result(int... windows) throws LoupeException {
    return new OverviewAnalyzer()
        .analyze(
            subject(windows), new OverviewParameters(3, Decoding.TEACHER_FORCED), Progress.none());
  }

  static Measured measured(OverviewResult result, String head, Measure measure) {
    return result.heads().stream()
        .filter(h -> h.head().name().equals(head))
        .flatMap(h -> h.measured().stream())
        .filter(m -> m.measure() == measure)
        .findFirst()
        .orElseThrow();
  }
}
