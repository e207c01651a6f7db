package org.loupe.project.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Axis;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.imports.CardReport;
import org.loupe.project.imports.CardReport.Problem;
import org.loupe.project.internal.ScriptedModel;
import org.loupe.project.internal.ScriptedModel.Forward;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;

@DisplayName("A card's check")
class ModelChecksTest {
  private static final ModelCard CARD =
      new CardBuilder("it").input("x", "a", "b").categoricalHead("type", "p", "q").build();

  /** Four windows of two steps: class 1 where channel a is positive. */
  private static FakeDataset data(float... x) {
    return new FakeDataset("it").with("x", new int[] {4, 2, 2}, x);
  }

  private static final float[] X = {1, 5, -1, 6, 1, 5, 1, 6, -1, 5, -1, 6, 1, 5, -1, 6};
  private static final long[] TRUTH = {1, 0, 1, 1, 0, 0, 1, 0};

  /** Logits (-a, a). */
  private static final Forward RIGHT =
      batch -> {
        FloatTensor x = (FloatTensor) batch.inputs().get("x");
        float[] logits = new float[x.size()];
        for (int i = 0; i < logits.length; i += 2) {
          logits[i] = -x.values()[i];
          logits[i + 1] = x.values()[i];
        }
        return Map.of("type", logits(batch.size(), 2, logits));
      };

  private static FloatTensor logits(int windows, int classes, float... values) {
    return FloatTensor.of(
        values,
        Axis.of(Dimension.WINDOW, windows),
        Axis.of(Dimension.TIME, 2),
        Axis.of(Dimension.CLASS, classes));
  }

  private static CardReport check(FakeDataset data, Forward forward) throws LoupeException {
    return check(CARD, data, forward, Progress.none());
  }

  private static CardReport check(
      ModelCard card, FakeDataset data, Forward forward, Progress progress) throws LoupeException {
    return new ModelChecks(new ScriptedModel(forward).subjects())
        .check(
            new Checkpoint("it", Path.of("it.pt"), null, "ab", card),
            Windows.all(data),
            SessionOptions.AUTO,
            progress);
  }

  private static String problems(CardReport report) {
    return report.problems().stream().map(Problem::sentence).toList().toString();
  }

  @Test
  @DisplayName("tells accuracy beside the majority, of a right card nothing is wrong")
  void right() throws LoupeException {
    CardReport report = check(data(X).with("type_target", new int[] {4, 2}, TRUTH), RIGHT);
    CardReport.Head head = report.heads().get(0);
    assertThat(head.shape()).containsExactly(0, 2, 2);
    assertThat(head.masked().value()).isEqualTo(1);
    assertThat(head.masked().baseline()).isEqualTo(0.5);
    assertThat(head.masked().positions()).isEqualTo(8);
    assertThat(problems(report)).isEqualTo("[]");
    assertThat(report.isSound()).isTrue();
  }

  @Test
  @DisplayName("leaves windows with NaN out and names them")
  void gaps() throws LoupeException {
    float[] x = X.clone();
    x[5] = Float.NaN;
    CardReport report = check(data(x).with("type_target", new int[] {4, 2}, TRUTH), RIGHT);
    assertThat(report.windows()).isEqualTo(3);
    assertThat(report.leftOut()).isEqualTo(1);
    assertThat(problems(report)).contains("NaN or infinity in 1 window (1)");
    assertThat(report.isSound()).isFalse();
  }

  @Test
  @DisplayName("names channels that never change")
  void constant() throws LoupeException {
    float[] x = X.clone();
    for (int i = 1; i < x.length; i += 2) {
      x[i] = 5;
    }
    CardReport report = check(data(x).with("type_target", new int[] {4, 2}, TRUTH), RIGHT);
    assertThat(problems(report)).contains("1 of 2 channels of input 'x' never change (b)");
    assertThat(report.isSound()).isTrue();
  }

  @Test
  @DisplayName("counts true values that are no class")
  void outOfRange() throws LoupeException {
    long[] truth = TRUTH.clone();
    truth[2] = 7;
    CardReport report = check(data(X).with("type_target", new int[] {4, 2}, truth), RIGHT);
    assertThat(problems(report)).contains("1 true values of prediction head 'type'", "such as 7");
    assertThat(report.heads().get(0).masked().positions()).isEqualTo(7);
  }

  @Test
  @DisplayName("counts outputs that are NaN")
  void broken() throws LoupeException {
    Forward broken =
        batch -> {
          float[] values = new float[batch.size() * 4];
          values[0] = Float.NaN;
          return Map.of("type", logits(batch.size(), 2, values));
        };
    CardReport report = check(data(X).with("type_target", new int[] {4, 2}, TRUTH), broken);
    assertThat(problems(report)).contains("2 of 16 numbers that prediction head 'type' gave");
  }

  @Test
  @DisplayName("says what an output is that the card has otherwise, and what there is instead")
  void shapes() throws LoupeException {
    FakeDataset data = data(X).with("type_target", new int[] {4, 2}, TRUTH);
    Forward three = batch -> Map.of("type", logits(batch.size(), 3, new float[batch.size() * 6]));
    assertThat(problems(check(data, three)))
        .contains("gives 3 numbers", "the card names 2 classes");
    Forward other = batch -> Map.of("kind", logits(batch.size(), 2, new float[batch.size() * 4]));
    CardReport report =
        check(
            new CardBuilder("it")
                .input("x", "a", "b")
                .categoricalHead("type", "p", "q")
                .windowHead("kind", "p", "q")
                .build(),
            data,
            other,
            Progress.none());
    assertThat(problems(report)).contains("no output for prediction head 'type'", "kind [0,2,2]");
    assertThat(problems(report)).contains("'kind' has 3 axes");
    assertThat(report.heads()).hasSize(2).allMatch(head -> head.masked() == null);
  }

  @Test
  @DisplayName("warns of a head that is worse than the most frequent class")
  void worse() throws LoupeException {
    Forward wrong =
        batch -> {
          float[] values = RIGHT.run(batch).get("type").values();
          for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
          }
          return Map.of("type", logits(batch.size(), 2, values));
        };
    CardReport report = check(data(X).with("type_target", new int[] {4, 2}, TRUTH), wrong);
    assertThat(problems(report)).contains("right at 0.0 %", "most frequent class at 50.0 %");
  }

  @Test
  @DisplayName("of regressions tells the mean absolute error beside that of the mean")
  void regression() throws LoupeException {
    ModelCard card = new CardBuilder("it").input("x", "a", "b").regressionHead("type", "v").build();
    Forward half =
        batch -> {
          float[] values = new float[batch.size() * 2];
          Arrays.fill(values, 0.5f);
          return Map.of("type", logits(batch.size(), 1, values));
        };
    FakeDataset data =
        data(X).with("type_target", new int[] {4, 2}, 0f, 1f, 0f, 1f, 0f, 1f, 0f, 5f);
    CardReport.Head head = check(card, data, half, Progress.none()).heads().get(0);
    assertThat(head.masked().value()).isEqualTo((7 * 0.5 + 4.5) / 8);
    assertThat(head.masked().baseline()).isEqualTo((4 * 1 + 3 * 0 + 4) / 8.0);
  }

  @Test
  @DisplayName("stops when it is cancelled")
  void cancelled() {
    FakeDataset data = data(X).with("type_target", new int[] {4, 2}, TRUTH);
    assertThatThrownBy(() -> check(CARD, data, RIGHT, new CancelAfter(0)))
        .isInstanceOf(CancellationException.class);
  }
}
