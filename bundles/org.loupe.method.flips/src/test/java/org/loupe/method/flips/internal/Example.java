package org.loupe.method.flips.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Subject;
import org.loupe.model.ArrayReference;
import org.loupe.model.Checkpoint;
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
 * Linear models on 40 windows of 8 recordings of 5 steps, of which the last does not count. The
 * head 'type' of 'good' says the greater of three channels, which is mostly true; that of 'poor'
 * the least. Their heads 'kind' are alike.
 */
final class Example {
  static final int WINDOWS = 40;
  static final int STEPS = 5;

  final float[] x = new float[WINDOWS * STEPS * 3];
  final long[] type = new long[WINDOWS * STEPS];

  ModelCard card(String... classes) {
    Mask mask = new Mask(ArrayReference.whole("counts"), true, Set.of(1L));
    return new CardBuilder("example")
        .input("x", "a", "b", "c")
        .categoricalHead("type", classes)
        .mask(mask)
        .windowHead("kind", "one", "two")
        .clusters("recording")
        .build();
  }

  FakeModelSession session(String name, float scale, ModelCard card) {
    return new FakeModelSession(
        new Checkpoint(name, Path.of(name), null, name, card),
        Map.of(
            "type", new float[][] {{scale, 0, 0}, {0, scale, 0}, {0, 0, scale}},
            "kind", new float[][] {{1, 0, 0}, {0, 1, 0}}));
  }

  FakeSubject subject(String name, float scale) {
    return subject(session(name, scale, card("stop", "go", "turn")));
  }

  FakeSubject subject(FakeModelSession session) {
    return new FakeSubject(session, Windows.all(data()));
  }

  Subject good() {
    return subject("good", 2);
  }

  Subject poor() {
    return subject("poor", -2);
  }

  /** Of the first windows alone. */
  Subject good(int windows) {
    return first(good(), windows);
  }

  /** Of the first windows alone. */
  Subject poor(int windows) {
    return first(poor(), windows);
  }

  private static Subject first(Subject subject, int windows) {
    FakeSubject whole = (FakeSubject) subject;
    int[] numbers = IntStream.range(0, windows).toArray();
    return new FakeSubject(whole.session(), new Windows(whole.windows().dataset(), numbers));
  }

  /** The class of the greatest channel times a sign. */
  int says(int position, int sign) {
    int best = 0;
    for (int c = 1; c < 3; c++) {
      best = sign * x[3 * position + c] > sign * x[3 * position + best] ? c : best;
    }
    return best;
  }

  FakeDataset data() {
    Random random = new Random(3);
    long[] recording = new long[WINDOWS];
    long[] counts = new long[WINDOWS * STEPS];
    for (int i = 0; i < WINDOWS * STEPS; i++) {
      for (int c = 0; c < 3; c++) {
        x[3 * i + c] = (float) random.nextGaussian();
      }
      type[i] = i % 10 == 0 ? (says(i, 1) + 1) % 3 : says(i, 1);
      counts[i] = i % STEPS < 4 ? 1 : 0;
      recording[i / STEPS] = i / STEPS / 5;
    }
    return new FakeDataset("test")
        .with("x", new int[] {WINDOWS, STEPS, 3}, x)
        .with("counts", new int[] {WINDOWS, STEPS}, counts)
        .with("type_target", new int[] {WINDOWS, STEPS}, type)
        .with("recording", new int[] {WINDOWS}, recording);
  }

  static FlipsResult compare(Subject... subjects) throws LoupeException {
    return new FlipsAnalyzer()
        .analyze(
            List.of(subjects), new FlipsParameters(true, Decoding.TEACHER_FORCED), Progress.none());
  }
}
