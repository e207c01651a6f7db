package org.loupe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Forwards;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Windows;

@DisplayName("Forwards that methods share")
class ForwardsTest {
  private static final int WINDOWS = 40;
  private static final FloatTensor NOTHING =
      FloatTensor.of(
          new float[1],
          Axis.of(Dimension.WINDOW, 1),
          Axis.of(Dimension.TIME, 1),
          Axis.of(Dimension.UNIT, 1));

  private final FakeModelSession session =
      new FakeModelSession(
          new CardBuilder("tiny")
              .input("x", "a", "b")
              .categoricalHead("type", "stop", "go")
              .windowHead("kind", "one", "two")
              .build(),
          Map.of("type", new float[][] {{1, 0}, {0, 1}}, "kind", new float[][] {{1, 1}, {0, 2}}));
  private final FakeDataset data = data();

  private static FakeDataset data() {
    Random random = new Random(1);
    float[] x = new float[WINDOWS * 3 * 2];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return new FakeDataset("test")
        .with("x", new int[] {WINDOWS, 3, 2}, x)
        .with("type_target", new int[] {WINDOWS, 3}, new long[WINDOWS * 3])
        .with("kind_target", new int[] {WINDOWS}, new long[WINDOWS]);
  }

  private List<Evaluation> evaluate(Forwards forwards, Query query, int... windows)
      throws LoupeException {
    List<Evaluation> seen = new ArrayList<>();
    Windows chosen = windows.length == 0 ? Windows.all(data) : new Windows(data, windows);
    forwards.evaluate(
        new FakeSubject(session, chosen),
        Decoding.TEACHER_FORCED,
        List.of("type"),
        query,
        seen::add,
        Progress.none());
    return seen;
  }

  @Test
  @DisplayName("run the model once for two methods that look at different heads")
  void once() throws LoupeException {
    Forwards forwards = new Forwards(1 << 20);
    List<Evaluation> first = evaluate(forwards, Query.outputs("type"));
    List<Evaluation> second = evaluate(forwards, Query.outputs("kind"));
    List<Evaluation> again = evaluate(forwards, Query.outputs("type"));
    assertThat(session.evaluated()).isEqualTo(WINDOWS);
    assertThat(forwards.replays()).isEqualTo(2);
    assertThat(first).hasSize(3).hasSameSizeAs(again);
    assertThat(first.get(0).outputs()).containsOnlyKeys("type");
    assertThat(second.get(0).outputs()).containsOnlyKeys("kind");
    for (int i = 0; i < first.size(); i++) {
      assertThat(again.get(i).from()).isEqualTo(first.get(i).from());
      assertThat(again.get(i).batch().windows()).isEqualTo(first.get(i).batch().windows());
      assertThat(again.get(i).batch().targets()).containsOnlyKeys("type");
      assertThat(again.get(i).outputs().get("type").values())
          .isEqualTo(first.get(i).outputs().get("type").values());
    }
  }

  @Test
  @DisplayName("are told apart by windows, probes and decoding, and interventions are never kept")
  void apart() throws LoupeException {
    Forwards forwards = new Forwards(1 << 20);
    evaluate(forwards, Query.outputs("type"));
    evaluate(forwards, Query.outputs("type"), 3, 4);
    assertThat(evaluate(forwards, Query.probes("mix")).get(0).probes()).containsOnlyKeys("mix");
    assertThat(session.evaluated()).isEqualTo(2 * WINDOWS + 2);
    evaluate(forwards, Query.probes("mix"));
    assertThat(session.evaluated()).isEqualTo(2 * WINDOWS + 2);
    Query changed = Query.outputs("type").under(Intervention.scale("mix", NOTHING));
    evaluate(forwards, changed);
    evaluate(forwards, changed);
    assertThat(session.evaluated()).isEqualTo(4 * WINDOWS + 2);
  }

  @Test
  @DisplayName("never hold more than their bound: what was unused longest goes")
  void bound() throws LoupeException {
    // Per window 3·2 + 2 numbers of 4 bytes: ten windows fit three times.
    Forwards forwards = new Forwards(3 * 10 * 8 * 4);
    int[][] tens = new int[4][10];
    for (int i = 0; i < WINDOWS; i++) {
      tens[i / 10][i % 10] = i;
    }
    for (int[] ten : tens) {
      evaluate(forwards, Query.outputs("type"), ten);
    }
    evaluate(forwards, Query.outputs("type"), tens[1]);
    assertThat(session.evaluated()).as("the second is kept").isEqualTo(WINDOWS);
    evaluate(forwards, Query.outputs("type"), tens[0]);
    assertThat(session.evaluated()).as("the first had to go").isEqualTo(WINDOWS + 10);
    evaluate(forwards, Query.outputs("type"));
    evaluate(forwards, Query.outputs("type"));
    assertThat(session.evaluated()).as("too large to be kept").isEqualTo(3 * WINDOWS + 10);
  }

  @Test
  @DisplayName("keep nothing of an evaluation that was cancelled, and stop while they replay")
  void cancelled() throws LoupeException {
    Forwards forwards = new Forwards(1 << 20);
    FakeSubject subject = new FakeSubject(session, Windows.all(data));
    for (int round = 0; round < 2; round++) {
      assertThatThrownBy(
              () ->
                  forwards.evaluate(
                      subject,
                      Decoding.TEACHER_FORCED,
                      List.of(),
                      Query.outputs("type"),
                      evaluation -> {},
                      new CancelAfter(1)))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(forwards.replays()).isZero();
    evaluate(forwards, Query.outputs("type"));
    assertThatThrownBy(
            () ->
                forwards.evaluate(
                    subject,
                    Decoding.TEACHER_FORCED,
                    List.of(),
                    Query.outputs("type"),
                    evaluation -> {},
                    new CancelAfter(0)))
        .isInstanceOf(CancellationException.class);
  }
}
