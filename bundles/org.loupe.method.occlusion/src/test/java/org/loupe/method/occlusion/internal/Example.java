package org.loupe.method.occlusion.internal;

import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * A linear model of 4 channels in the groups 'cause' (1 and 2) and 'noise' (0 and 3), on 12 windows
 * of 6 recordings. Only channel 1 has weights, and its values stand out at steps 2 and 3.
 */
final class Example {
  static final int WINDOWS = 12;
  static final int CHANNELS = 4;
  static final int CAUSE = 1;

  final int steps;
  final float[][] weights = {{0, 1, 0, 0}, {0, -1, 0, 0}};
  final float[] x;
  final long[] truth;
  final ModelCard card;
  final FakeModelSession session;

  Example() {
    this(8);
  }

  Example(int steps) {
    this.steps = steps;
    Random random = new Random(3);
    x = new float[WINDOWS * steps * CHANNELS];
    truth = new long[WINDOWS * steps];
    for (int n = 0; n < WINDOWS; n++) {
      for (int t = 0; t < steps; t++) {
        truth[n * steps + t] = t % 3 == 2 ? -1 : t % 2;
        for (int c = 0; c < CHANNELS; c++) {
          x[at(n, t, c)] = (float) random.nextGaussian();
        }
        x[at(n, t, CAUSE)] = t == 2 || t == 3 ? 2 + 0.1f * n : 0.01f;
      }
    }
    card =
        new CardBuilder("example")
            .input("x", Map.of("cause", List.of(1, 2), "noise", List.of(0, 3)), "a", "b", "c", "d")
            .categoricalHead("type", "go", "stop")
            .windowHead("whole", "go", "stop")
            .regressionHead("speed", "v", "w")
            .clusters("recording")
            .build();
    session =
        new FakeModelSession(card, Map.of("type", weights, "whole", weights, "speed", weights));
  }

  int at(int window, int step, int channel) {
    return (window * steps + step) * CHANNELS + channel;
  }

  FakeDataset data() {
    long[] recording = new long[WINDOWS];
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 2;
    }
    return new FakeDataset("test")
        .with("x", new int[] {WINDOWS, steps, CHANNELS}, x)
        .with("recording", new int[] {WINDOWS}, recording)
        .with("type_target", new int[] {WINDOWS, steps}, truth)
        .with("whole_target", new int[] {WINDOWS}, new long[WINDOWS])
        .with("speed_target", new int[] {WINDOWS, steps, 2}, new float[WINDOWS * steps * 2]);
  }

  OcclusionResult result(Map<String, String> changes, int... windows) throws LoupeException {
    return result(changes, Progress.none(), windows);
  }

  OcclusionResult result(Map<String, String> changes, Progress progress, int... windows)
      throws LoupeException {
    OcclusionAnalyzer analyzer = new OcclusionAnalyzer();
    FakeDataset data = data();
    FakeSubject subject =
        new FakeSubject(
            session, windows.length == 0 ? Windows.all(data) : new Windows(data, windows));
    return analyzer.analyze(
        subject,
        ParameterSchema.fromMap(OcclusionParameters.class, changes, analyzer.defaults(subject)),
        progress);
  }

  /** The groups of the card, in the result's order. */
  List<int[]> groups() {
    return card
        .channelsOf(card.input("x"))
        .orElseThrow()
        .groupings()
        .values()
        .iterator()
        .next()
        .values()
        .stream()
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
