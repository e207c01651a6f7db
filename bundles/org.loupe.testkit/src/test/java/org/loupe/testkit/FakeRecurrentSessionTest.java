package org.loupe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.InnerSource;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;
import org.loupe.model.TensorSource;
import org.loupe.model.Windows;

@DisplayName("A recurrence known in closed form")
class FakeRecurrentSessionTest {
  private static final LinearCell CELL =
      new LinearCell(
          new double[][] {{-0.5, 0.2}, {0.1, -0.3}},
          new double[][] {{1}, {0.5}},
          new double[][] {{1, 2}});
  private static final float[] X = {1, -1, 2};
  private static final float[] SPANS = {0.5f, 1, 0.25f};
  private static final Target ALL =
      new Target("next", Target.Objective.LOGIT, Target.ClassChoice.PREDICTED, -1, null);

  private final CardBuilder builder =
      new CardBuilder("recurrent")
          .input("x", "signal")
          .timespans("timespans")
          .regressionHead("next", "value");

  private static Evaluation evaluate(ModelCard card, float[] x, float[] spans, Query query)
      throws LoupeException {
    FakeDataset data =
        new FakeDataset("test")
            .with("x", new int[] {1, 3, 1}, x)
            .with("timespans", new int[] {1, 3}, spans)
            .with("next_target", new int[] {1, 3, 1}, new float[3]);
    FakeRecurrentSession session = new FakeRecurrentSession(card, CELL);
    List<Evaluation> all = new ArrayList<>();
    session.evaluate(
        new FakeSubject(session, Windows.all(data)).inputs(Decoding.TEACHER_FORCED, List.of()),
        query,
        all::add,
        Progress.none());
    return all.get(0);
  }

  @Test
  @DisplayName("goes by Euler steps")
  void states() throws LoupeException {
    ModelCard card = builder.recurrent().build();
    InnerSource source = InnerSource.states(card, Probes.NONE);
    assertThat(source.describe()).isEqualTo("The exported method 'states'");
    FloatTensor states = source.sequence(evaluate(card, X, SPANS, source.query()));
    // By hand: h1 = .5·(1, .5); h2 = h1 + A·h1 − (1, .5); …
    assertThat(states.shape()).containsExactly(1, 3, 2);
    assertThat(states.values()[0]).isEqualTo(0.5f);
    assertThat(states.values()[1]).isEqualTo(0.25f);
    assertThat(states.values()[2]).isCloseTo(0.5f - 0.25f + 0.05f - 1f, within(1e-6f));
    assertThat(states.values()[3]).isCloseTo(0.25f + 0.05f - 0.075f - 0.5f, within(1e-6f));
  }

  @Test
  @DisplayName("has the gradients that small changes show, by inputs and by time spans")
  void gradients() throws LoupeException {
    ModelCard card = builder.recurrent().build();
    Evaluation evaluation =
        evaluate(
            card,
            X,
            SPANS,
            Query.gradients(Gradient.ofInput(ALL, "x"), Gradient.ofInput(ALL, "timespans")));
    for (int t = 0; t < 3; t++) {
      for (boolean input : new boolean[] {true, false}) {
        float[] more = (input ? X : SPANS).clone();
        more[t] += 0.01f;
        float[] less = (input ? X : SPANS).clone();
        less[t] -= 0.01f;
        double slope =
            (sum(card, input ? more : X, input ? SPANS : more)
                    - sum(card, input ? less : X, input ? SPANS : less))
                / 0.02;
        assertThat((double) evaluation.gradients().get(input ? 0 : 1).gradient().values()[t])
            .isCloseTo(slope, within(1e-3));
      }
    }
    assertThat((double) evaluation.gradients().get(0).objective()[0])
        .isCloseTo(sum(card, X, SPANS), within(1e-6));
  }

  private static double sum(ModelCard card, float[] x, float[] spans) throws LoupeException {
    double sum = 0;
    for (float value :
        evaluate(card, x, spans, Query.outputs("next")).outputs().get("next").values()) {
      sum += value;
    }
    return sum;
  }

  @Test
  @DisplayName("has its states found by the probe of its kind where the card says nothing")
  void probe() throws LoupeException {
    ModelCard card = builder.build();
    Probes probes = new FakeRecurrentSession(card, CELL).probes();
    InnerSource source = InnerSource.states(card, probes);
    assertThat(source.source().probe()).isEqualTo("cell");
    assertThat(source.sequence(evaluate(card, X, SPANS, source.query())).shape())
        .containsExactly(1, 3, 2);
    assertThatThrownBy(() -> InnerSource.states(card, Probes.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'states'");
  }

  @Test
  @DisplayName("has layers by name, which are no sequence of states")
  void layers() throws LoupeException {
    ModelCard card = builder.recurrent().build();
    InnerSource source = InnerSource.of(card, new TensorSource(null, "backbone", null, List.of()));
    Evaluation evaluation = evaluate(card, X, SPANS, source.query());
    assertThat(source.read(evaluation)).containsOnlyKeys("drive", "state");
    assertThat(source.read(evaluation).get("drive").values())
        .containsExactly(1f, 0.5f, -1f, -0.5f, 2f, 1f);
    assertThatThrownBy(() -> source.sequence(evaluation))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[N,T,H]");
  }
}
