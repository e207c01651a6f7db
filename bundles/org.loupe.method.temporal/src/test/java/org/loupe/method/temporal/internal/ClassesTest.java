package org.loupe.method.temporal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.PerWindow;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;
import org.loupe.testkit.CardBuilder;

@DisplayName("Outputs that are classes")
class ClassesTest {
  private static final PredictionHead HEAD =
      new CardBuilder("classes")
          .input("x", "a")
          .categoricalHead("type", "stop", "go")
          .build()
          .heads()
          .get(0);

  /** One window of two steps and two classes per row, cut wherever. */
  private static Evaluation rows(int from, long[] truth, float[]... logits) {
    float[] all = new float[logits.length * 4];
    long[] truths = new long[logits.length * 2];
    for (int i = 0; i < logits.length; i++) {
      System.arraycopy(logits[i], 0, all, i * 4, 4);
      System.arraycopy(truth, 0, truths, i * 2, 2);
    }
    FloatTensor output =
        FloatTensor.of(
            all,
            Axis.of(Dimension.WINDOW, logits.length),
            Axis.of(Dimension.TIME, 2),
            Axis.of(Dimension.CLASS, 2));
    Tensor target =
        LongTensor.of(truths, Axis.of(Dimension.WINDOW, logits.length), Axis.of(Dimension.TIME, 2));
    return new Evaluation(
        new Batch(new int[logits.length], Map.of(), Map.of("type", target)),
        from,
        Map.of("type", output),
        Map.of(),
        List.of());
  }

  @Test
  @DisplayName("are read as probabilities, all or one class at one step")
  void probabilities() {
    Evaluation evaluation =
        rows(0, new long[2], new float[4], new float[] {0, (float) Math.log(3), 800, 0});
    assertThat(Readout.all(HEAD).read(evaluation, 0)).containsExactly(0.5, 0.5, 0.5, 0.5);
    assertThat(Readout.all(HEAD).read(evaluation, 1))
        .containsExactly(new double[] {0.25, 0.75, 1, 0}, within(1e-6));
    assertThat(new Readout(HEAD, 0, 1).read(evaluation, 1))
        .containsExactly(new double[] {0.75}, within(1e-6));
    assertThat(new Readout(HEAD, null, 0).read(evaluation, 1))
        .containsExactly(new double[] {0.25, 1}, within(1e-6));
  }

  @Test
  @DisplayName("err where the most probable one is not the true one, at positions that count")
  void errors() throws BadInputException {
    Scales scales = Scales.parse("2", 0);
    ChangeCollector collector =
        new ChangeCollector(Readout.all(HEAD), scales, 0, 2, 2, 1, new boolean[] {true, true});
    float ln3 = (float) Math.log(3);
    // The window as it is and its variant come in different micro-batches.
    collector.accept(rows(0, new long[] {1, 0}, new float[] {0, ln3, ln3, 0}));
    collector.accept(rows(1, new long[] {1, 0}, new float[] {ln3, 0, ln3, 0}));
    assertThat(collector.changes().at(0, 0)).isEqualTo(0.25f);
    assertThat(collector.byStep()).containsExactly(new double[] {0.5, 0}, within(1e-6));
    PerWindow errors = Objects.requireNonNull(collector.errors());
    assertThat(errors.values()).containsExactly(0, 2, 1, 2);
    ChangeCollector masked =
        new ChangeCollector(Readout.all(HEAD), scales, 0, 2, 2, 1, new boolean[] {false, true});
    masked.accept(rows(0, new long[] {1, -1}, new float[4], new float[4]));
    assertThat(masked.errors()).as("nothing counts").isNull();
  }
}
