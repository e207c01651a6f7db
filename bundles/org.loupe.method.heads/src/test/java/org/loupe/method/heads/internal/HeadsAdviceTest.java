package org.loupe.method.heads.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Finding;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

/**
 * 40 windows of 8 recordings of 6 steps. Channels 0 to 11 say the class of 'value', of which every
 * other position is wrong by {@code off} classes; channels 12 to 14 say that of 'kind', whose last
 * class is rare and never recognised.
 */
@DisplayName("Advice on prediction heads")
final class HeadsAdviceTest {
  private static final int WINDOWS = 40;
  private static final int STEPS = 6;
  private static final int VALUES = 12;
  private static final int CHANNELS = VALUES + 3;

  private static List<Finding> advice(String prefix, int off, boolean rare) throws LoupeException {
    int positions = WINDOWS * STEPS;
    float[] x = new float[positions * CHANNELS];
    long[] value = new long[positions];
    long[] kind = new long[positions];
    long[] recording = new long[WINDOWS];
    for (int i = 0; i < positions; i++) {
      value[i] = i * 5 % VALUES;
      int said = i / STEPS % 2 == 0 ? (int) value[i] : ((int) value[i] + off) % VALUES;
      x[i * CHANNELS + said] = 4;
      kind[i] = rare && i % 20 == 7 ? 2 : i % 2;
      x[i * CHANNELS + VALUES + (kind[i] == 2 ? 0 : (int) kind[i])] = 4;
    }
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 5;
    }
    ModelCard card =
        new CardBuilder("example")
            .input("x", IntStream.range(0, CHANNELS).mapToObj(c -> "c" + c).toArray(String[]::new))
            .categoricalHead(
                "value",
                IntStream.range(0, VALUES).mapToObj(k -> prefix + k).toArray(String[]::new))
            .categoricalHead("kind", "a", "b", "c")
            .clusters("recording")
            .build();
    FakeModelSession session =
        new FakeModelSession(card, Map.of("value", pick(0, VALUES), "kind", pick(VALUES, 3)));
    FakeDataset data =
        new FakeDataset("test")
            .with("x", new int[] {WINDOWS, STEPS, CHANNELS}, x)
            .with("value_target", new int[] {WINDOWS, STEPS}, value)
            .with("kind_target", new int[] {WINDOWS, STEPS}, kind)
            .with("recording", new int[] {WINDOWS}, recording);
    HeadsResult result =
        new HeadsAnalyzer()
            .analyze(
                new FakeSubject(session, Windows.all(data)),
                Example.parameters(true, Correlation.POSITIONS),
                Progress.none());
    return result.findings().stream()
        .filter(finding -> finding.kind() == Finding.Kind.RECOMMENDATION)
        .toList();
  }

  /** Weights that make a head's logits of the channels from one on. */
  private static float[][] pick(int channel, int classes) {
    float[][] weights = new float[classes][CHANNELS];
    for (int k = 0; k < classes; k++) {
      weights[k][channel + k] = 1;
    }
    return weights;
  }

  @Test
  @DisplayName("names the head that is surely the worst, and the loss that suits near misses")
  void improve() throws LoupeException {
    Finding improve = advice("", 1, false).get(0);
    assertThat(improve.id()).isEqualTo("improve");
    assertThat(improve.sentence())
        .startsWith("Improve prediction head value first: it is right at 50.0 % of its positions")
        .contains("% of its errors are of the next smaller or larger class")
        .contains("calibrate its confidence");
    assertThat(improve.numbers().get(3)).isCloseTo(5.0 / 6, within(1e-12));
  }

  @Test
  @DisplayName("says nothing of nearness where errors are far or classes are no numbers")
  void notNear() throws LoupeException {
    assertThat(advice("", 5, false).get(0).sentence()).doesNotContain("next smaller");
    Finding named = advice("class ", 1, false).get(0);
    assertThat(named.sentence()).doesNotContain("next smaller");
    assertThat(named.numbers().get(3)).isNaN();
  }

  @Test
  @DisplayName("asks for data of a rare class that is not recognised, and of no other")
  void data() throws LoupeException {
    assertThat(advice("", 0, true))
        .extracting(Finding::id)
        .containsExactly("improve", "more_data/kind");
    Finding data = advice("", 0, true).get(1);
    assertThat(data.sentence())
        .startsWith(
            "Collect more data of c for prediction head kind: it is true at 12 positions, where the classes have 108 in the median, and recognised at 0.0 % of them");
    assertThat(advice("", 0, false)).isEmpty();
  }
}
