package org.loupe.method.heads.internal;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.loupe.analysis.Decoding;
import org.loupe.model.ArrayReference;
import org.loupe.model.LoupeException;
import org.loupe.model.Mask;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

/**
 * A linear model on 40 windows of 8 recordings of 5 steps: its head 'type' says the greater of
 * three channels, 'other' the greater of the first two, 'kind' which of two sums over a window is
 * greater, and 'speed' is the first channel. True types are what 'type' says but for every tenth
 * position.
 */
final class Example {
  static final int WINDOWS = 40;
  static final int STEPS = 5;

  final float[] x = new float[WINDOWS * STEPS * 3];
  final long[] type = new long[WINDOWS * STEPS];
  final long[] other = new long[WINDOWS * STEPS];
  final long[] kind = new long[WINDOWS];
  final long[] counts = new long[WINDOWS * STEPS];
  final float[] speed = new float[WINDOWS * STEPS];
  final long[] recording = new long[WINDOWS];
  final ModelCard card;
  final FakeModelSession session;

  Example() {
    Random random = new Random(3);
    for (int i = 0; i < WINDOWS * STEPS; i++) {
      for (int c = 0; c < 3; c++) {
        x[3 * i + c] = (float) random.nextGaussian();
      }
      int says = says(i, 3);
      type[i] = i % 10 == 0 ? (says + 1) % 3 : says;
      other[i] = i % 10 == 0 ? 1 - says(i, 2) : says(i, 2);
      counts[i] = i % STEPS < 4 ? 1 : 0;
      speed[i] = x[3 * i] + 0.1f;
    }
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 5;
      kind[n] = n % 2;
    }
    Mask mask = new Mask(ArrayReference.whole("counts"), true, Set.of(1L));
    card =
        new CardBuilder("example")
            .input("x", "a", "b", "c")
            .categoricalHead("type", "stop", "go", "turn")
            .mask(mask)
            .categoricalHead("other", "left", "right")
            .mask(mask)
            .windowHead("kind", "one", "two")
            .regressionHead("speed", "v")
            .clusters("recording")
            .build();
    session =
        new FakeModelSession(
            card,
            Map.of(
                "type", new float[][] {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}},
                "other", new float[][] {{2, 0, 0}, {0, 2, 0}},
                "kind", new float[][] {{1, 0, 0}, {0, 1, 0}},
                "speed", new float[][] {{1, 0, 0}}));
  }

  /** The class of the greatest of the first channels. */
  int says(int position, int channels) {
    int best = 0;
    for (int c = 1; c < channels; c++) {
      best = x[3 * position + c] > x[3 * position + best] ? c : best;
    }
    return best;
  }

  FakeDataset inputs() {
    return new FakeDataset("test")
        .with("x", new int[] {WINDOWS, STEPS, 3}, x)
        .with("counts", new int[] {WINDOWS, STEPS}, counts)
        .with("recording", new int[] {WINDOWS}, recording);
  }

  FakeDataset data() {
    return inputs()
        .with("type_target", new int[] {WINDOWS, STEPS}, type)
        .with("other_target", new int[] {WINDOWS, STEPS}, other)
        .with("kind_target", new int[] {WINDOWS}, kind)
        .with("speed_target", new int[] {WINDOWS, STEPS}, speed);
  }

  FakeSubject subject(int... windows) {
    return new FakeSubject(
        session, windows.length == 0 ? Windows.all(data()) : new Windows(data(), windows));
  }

  static HeadsParameters parameters(boolean masked, Correlation correlation) {
    return new HeadsParameters(masked, correlation, false, Decoding.TEACHER_FORCED);
  }

  HeadsResult result(int... windows) throws LoupeException {
    return new HeadsAnalyzer()
        .analyze(subject(windows), parameters(true, Correlation.POSITIONS), Progress.none());
  }
}
