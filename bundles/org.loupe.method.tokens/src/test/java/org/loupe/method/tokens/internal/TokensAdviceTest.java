package org.loupe.method.tokens.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

@DisplayName("Advice on tokens")
final class TokensAdviceTest {
  private static final int WINDOWS = 40;
  private static final int STEPS = 10;

  /** In every window G1 six times, G0 twice, G2 and G3 once; G2 is wrong in all but some. */
  private static List<Finding> advice(int rightG2, boolean rareAreWrong) {
    return advice(WINDOWS, rightG2, rareAreWrong);
  }

  private static List<Finding> advice(int withG2, int rightG2, boolean rareAreWrong) {
    int[] inAWindow = {1, 1, 1, 1, 1, 1, 0, 0, 2, 3};
    int[] classes = new int[WINDOWS * STEPS];
    boolean[] right = new boolean[classes.length];
    float[] confidence = new float[classes.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = inAWindow[i % STEPS];
      if (classes[i] == 2 && i / STEPS >= withG2) {
        classes[i] = 3;
      }
      right[i] = classes[i] != 2 || i / STEPS < rightG2;
      confidence[i] = 0.9f;
    }
    TokenMaterial material =
        new TokenMaterial(
            List.of("G0", "G1", "G2", "G3"), STEPS, classes, right, right, confidence, classes, 0);
    TokenSummary summary =
        TokenSummary.of(
            material,
            IntStream.range(0, WINDOWS).toArray(),
            IntStream.range(0, WINDOWS).toArray(),
            Resampling.windows(WINDOWS),
            42,
            Progress.none());
    return new TokensAdvice(summary).all(rareAreWrong);
  }

  @Test
  @DisplayName("asks for data of rare classes that are surely less often right than all")
  void data() {
    assertThat(advice(4, false)).hasSize(1);
    Finding data = advice(4, false).get(0);
    assertThat(data.kind()).isEqualTo(Finding.Kind.RECOMMENDATION);
    assertThat(data.sentence())
        .isEqualTo(
            "Collect more data of G2 (40 tokens, 10.0 % right): rarer than the median class (60 tokens) and less often right than all tokens together (91.0 %).");
    assertThat(advice(38, false)).isEmpty();
    assertThat(advice(5, 0, false)).hasSize(1);
    assertThat(advice(4, 0, false)).as("four tokens that are wrong tell little").isEmpty();
  }

  @Test
  @DisplayName("weighs rare classes only where rare classes are wrong more often")
  void weights() {
    assertThat(advice(38, true)).isEmpty();
    List<Finding> half = weighing();
    assertThat(half).extracting(Finding::id).containsExactly("weights");
    assertThat(half.get(0).sentence())
        .isEqualTo(
            "Give rare classes more weight in the loss: D ×5.0, E ×10.0 (the median class's count over theirs, at most ×10).");
  }

  /** Counts 400, 200, 200, 40 and 4. */
  private static List<Finding> weighing() {
    int[] counts = {400, 200, 200, 40, 4};
    int[] classes =
        IntStream.range(0, counts.length)
            .flatMap(k -> IntStream.generate(() -> k).limit(counts[k]))
            .toArray();
    boolean[] right = new boolean[classes.length];
    Arrays.fill(right, true);
    TokenMaterial material =
        new TokenMaterial(
            List.of("A", "B", "C", "D", "E"),
            classes.length,
            classes,
            right,
            right,
            new float[classes.length],
            classes,
            0);
    TokenSummary summary =
        TokenSummary.of(
            material, new int[] {0}, new int[] {0}, Resampling.windows(1), 42, Progress.none());
    return new TokensAdvice(summary).all(true);
  }
}
