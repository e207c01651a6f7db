package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.PredictionHead;
import org.loupe.testkit.CardBuilder;

@DisplayName("Tokens in the table of windows")
class HeadSequenceTest {
  private static final int STEPS = 300;
  private static final PredictionHead WORD =
      new CardBuilder("tiny").categoricalHead("word", "G0", "G1", "G53").build().heads().get(0);

  /** Window 0 is known, window 1 is not; true is G1 but at step 0, which does not count. */
  private static HeadOutcome said(int steps, int... wrong) {
    float[] truth = new float[steps];
    Arrays.fill(truth, 1);
    truth[0] = 2;
    float[] predicted = truth.clone();
    IntStream.of(wrong).forEach(step -> predicted[step] = 0);
    BitSet counted = new BitSet();
    counted.set(1, steps);
    return new HeadOutcome(
        WORD, steps, 1, new int[] {0, -1}, predicted, truth, new float[0], counted);
  }

  private static HeadSequence truth(HeadOutcome said) {
    return new HeadSequence(said, true);
  }

  private static HeadSequence predicted(HeadOutcome said) {
    return new HeadSequence(said, false);
  }

  @Test
  @DisplayName("are those that count; a mistake shows the true one too, as in the view of a window")
  void words() {
    HeadOutcome said = said(4, 2);
    assertThat(truth(said).excerpt(0)).isEqualTo("G1 G1 G1");
    assertThat(predicted(said).excerpt(0)).isEqualTo("G1 G0≠G1 G1");
    assertThat(predicted(said).text(0)).isEqualTo("G1 G0 G1");
    assertThat(predicted(said).excerpt(1)).isEmpty();
    assertThat(predicted(said).details(1)).isEmpty();
  }

  @Test
  @DisplayName("begin where both columns show the first mistake when there are many")
  void excerpt() {
    HeadOutcome right = said(STEPS);
    assertThat(predicted(right).excerpt(0))
        .isEqualTo(truth(right).excerpt(0))
        .startsWith("G1 G1 ")
        .endsWith("…")
        .hasSizeLessThan(36);
    HeadOutcome said = said(STEPS, 200, 201, 290);
    assertThat(predicted(said).excerpt(0)).startsWith("… G1 G1 G0≠G1 G0≠G1 G1 ").endsWith("…");
    assertThat(truth(said).excerpt(0)).startsWith("… G1 G1 G1 G1 G1 ").hasSizeLessThan(36);
    assertThat(predicted(said(STEPS, 299)).excerpt(0)).isEqualTo("… G1 G1 G0≠G1");
  }

  @Test
  @DisplayName("have the first mistake in sight also where names are long")
  void longNames() {
    PredictionHead head =
        new CardBuilder("tiny")
            .categoricalHead("kind", "A_VERY_LONG_NAME", "ANOTHER_VERY_LONG_NAME")
            .build()
            .heads()
            .get(0);
    BitSet counted = new BitSet();
    counted.set(0, 6);
    float[] truth = {0, 0, 0, 1, 1, 0};
    HeadOutcome said =
        new HeadOutcome(
            head,
            3,
            1,
            new int[] {0, 1},
            new float[] {0, 0, 1, 0, 1, 0},
            truth,
            new float[0],
            counted);
    assertThat(predicted(said).excerpt(0)).isEqualTo("… ANOTHER_VERY_LONG_NAME≠A_VERY_LONG_NAME");
    assertThat(predicted(said).excerpt(1)).startsWith("A_VERY_LONG_NAME≠ANOTHER_VERY_LONG_NAME");
  }

  @Test
  @DisplayName("are told in full in the tooltip, with the step of the first mistake, but no book")
  void details() {
    assertThat(predicted(said(4, 2)).details(0))
        .isEqualTo("predicted: G1 G0≠G1 G1\nFirst wrong at step 2: G0 instead of G1");
    assertThat(truth(said(4)).details(0)).isEqualTo("true: G1 G1 G1");
    assertThat(predicted(said(STEPS, 250)).details(0))
        .contains(" … and 99 more\nFirst wrong at step 250: ");
  }
}
