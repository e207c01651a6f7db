package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.PredictionHead.Kind;

@DisplayName("A prediction head's score")
class HeadScoreTest {
  private static final Axis WINDOWS = Axis.of(Dimension.WINDOW, 2);
  private static final Axis STEPS = Axis.of(Dimension.TIME, 2);

  private static FloatTensor outputs(float... values) {
    return FloatTensor.of(values, WINDOWS, STEPS, Axis.of(Dimension.CLASS, values.length / 4));
  }

  private static HeadScore classes(long[] truth, float[] logits, boolean... counts) {
    LongTensor target = LongTensor.of(truth, WINDOWS, STEPS);
    HeadBaseline baseline = new HeadBaseline(Kind.CATEGORICAL, logits.length / 4);
    baseline.add(target, counts);
    HeadScore score = new HeadScore(Kind.CATEGORICAL, baseline);
    score.add(outputs(logits), target, counts);
    return score;
  }

  @Test
  @DisplayName("is the accuracy, over what counts and over all, each beside its own majority")
  void accuracy() {
    // predicted 1, 0, 0, 1
    float[] logits = {0, 1, 1, 0, 1, 0, 0, 1};
    HeadScore score = classes(new long[] {1, 1, 0, 0}, logits, true, true, false, true);
    assertThat(score.masked().positions()).isEqualTo(3);
    assertThat(score.masked().value()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(score.masked().baseline()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(score.unmasked().value()).isEqualTo(0.5);
    assertThat(score.unmasked().baseline()).isEqualTo(0.5);
  }

  @Test
  @DisplayName("leaves out true values that are no class, and outputs that are NaN")
  void noClass() {
    float[] logits = {0, 1, Float.NaN, 0, 1, 0, Float.NEGATIVE_INFINITY, 1};
    HeadScore score = classes(new long[] {-100, 1, 0, 1}, logits, true, true, true, true);
    assertThat(score.masked().positions()).isEqualTo(2);
    assertThat(score.masked().value()).isEqualTo(1);
    assertThat(score.notFinite()).isEqualTo(1);
  }

  @Test
  @DisplayName("is no number where nothing counts")
  void nothing() {
    HeadScore score = classes(new long[4], new float[8], new boolean[4]);
    assertThat(score.masked().positions()).isZero();
    assertThat(score.masked().value()).isNaN();
  }

  @Test
  @DisplayName("of a regression head is the mean absolute error, beside that of the mean")
  void regression() {
    FloatTensor truth = FloatTensor.of(new float[] {0, 2, 4, Float.NaN}, WINDOWS, STEPS);
    boolean[] counts = {true, true, false, true};
    HeadBaseline baseline = new HeadBaseline(Kind.REGRESSION, 1);
    baseline.add(truth, counts);
    HeadScore score = new HeadScore(Kind.REGRESSION, baseline);
    score.add(outputs(1, 1, 1, 1), truth, counts);
    assertThat(score.masked()).isEqualTo(new HeadScore.Score(2, 1, 1));
    assertThat(score.unmasked().value()).isCloseTo(5 / 3.0, within(1e-12));
    assertThat(score.unmasked().baseline()).isCloseTo(4 / 3.0, within(1e-12));
  }

  @Test
  @DisplayName("counts true values that are no class where they count")
  void outOfRange() {
    HeadBaseline baseline = new HeadBaseline(Kind.CATEGORICAL, 2);
    baseline.add(
        LongTensor.of(new long[] {0, 5, -1, 1}, WINDOWS, STEPS),
        new boolean[] {true, true, false, true});
    assertThat(baseline.outOfRange()).isEqualTo(1);
    assertThat(baseline.outOfRangeExample()).isEqualTo(5);
  }
}
