package org.loupe.method.embeddings.internal;

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
 * 60 windows of 12 recordings whose mean input says their kind, and more strongly their recording;
 * the hidden representation is the input.
 */
final class Example {
  static final int WINDOWS = 60;
  static final int STEPS = 4;
  static final int CHANNELS = 6;

  final float[] x = new float[WINDOWS * STEPS * CHANNELS];
  final long[] kind = new long[WINDOWS];
  final long[] recording = new long[WINDOWS];
  final ModelCard card =
      new CardBuilder("example")
          .input("x", "a", "b", "c", "d", "e", "f")
          .windowHead("kind", "one", "two")
          .hiddenProbe("mix")
          .label("kind", "one", "two")
          .label("recording")
          .clusters("recording")
          .build();
  final FakeModelSession session =
      new FakeModelSession(
          card, Map.of("kind", new float[][] {{0, 0, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 0}}));

  Example() {
    Random random = new Random(11);
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 5;
      kind[n] = recording[n] % 2;
      Random place = new Random(recording[n]);
      for (int c = 0; c < CHANNELS; c++) {
        double mean = (c == 0 ? 2 * kind[n] - 1 : 0) + 2 * place.nextGaussian() * (c == 0 ? 0 : 1);
        for (int t = 0; t < STEPS; t++) {
          x[(n * STEPS + t) * CHANNELS + c] = (float) (mean + 0.1 * random.nextGaussian());
        }
      }
    }
  }

  FakeDataset data() {
    return new FakeDataset("test")
        .with("x", new int[] {WINDOWS, STEPS, CHANNELS}, x)
        .with("kind", new int[] {WINDOWS}, kind)
        .with("kind_target", new int[] {WINDOWS}, kind)
        .with("recording", new int[] {WINDOWS}, recording);
  }

  FakeSubject subject(int... windows) {
    return new FakeSubject(
        session, windows.length == 0 ? Windows.all(data()) : new Windows(data(), windows));
  }

  static EmbeddingsParameters parameters(
      String representation, Reduce reduce, Projection projection, double perplexity) {
    return new EmbeddingsParameters(
        representation, reduce, projection, perplexity, "kind", Decoding.TEACHER_FORCED);
  }

  EmbeddingsResult result(EmbeddingsParameters parameters, int... windows) throws LoupeException {
    return new EmbeddingsAnalyzer().analyze(subject(windows), parameters, Progress.none());
  }

  EmbeddingsResult result(int... windows) throws LoupeException {
    return result(parameters("hidden", Reduce.MEAN, Projection.PCA, 30), windows);
  }
}
