package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loupe.model.Dimension.CLASS;
import static org.loupe.model.Dimension.WINDOW;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Target;

@DisplayName("A session")
class SessionTest extends RuntimeFixture {

  private static final Query STEP = Query.outputs("step");

  private static Checkpoint sums(String name) {
    return TestModels.checkpoint(
        name, TestModels.card(Cards.categorical("sums", 3, WINDOW, CLASS)));
  }

  /** Five windows of which the n-th begins with n. */
  private static BatchSource five() {
    float[] x = new float[5 * 6];
    for (int i = 0; i < 5; i++) {
      x[i * 6] = i;
    }
    return TestModels.windows(x);
  }

  /** A progress that says after how many windows it was cancelled. */
  private static final class CancelAfter implements Progress {
    private final int windows;
    private final List<Long> reports = new ArrayList<>();

    CancelAfter(int windows) {
      this.windows = windows;
    }

    @Override
    public void report(String task, long done, long total) {
      assertThat(total).isEqualTo(5);
      reports.add(done);
    }

    @Override
    public boolean isCancelled() {
      return !reports.isEmpty() && reports.get(reports.size() - 1) >= windows;
    }
  }

  @Test
  @DisplayName("hands out parameters one by one, before and after an evaluation")
  void parameters() throws LoupeException {
    try (ModelSession session = open(TestModels.tiny())) {
      List<String> names = session.parameters();
      assertThat(names).isNotEmpty().doesNotHaveDuplicates();
      FloatTensor first = session.parameter(names.get(0));
      assertThat(first.size()).isPositive();
      session.evaluate(five(), STEP, evaluation -> {}, Progress.none());
      assertThat(session.parameters()).isEqualTo(names);
      assertThat(session.parameter(names.get(0)).values()).isEqualTo(first.values());
      assertThatThrownBy(() -> session.parameter("no"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("no floating point parameter 'no'");
    }
  }

  @Test
  @DisplayName("delivers micro-batches in order on the calling thread and reports each")
  void order() throws LoupeException {
    CancelAfter progress = new CancelAfter(99);
    List<Integer> from = new ArrayList<>();
    Thread caller = Thread.currentThread();
    try (ModelSession session = open(TestModels.tiny())) {
      ModelSession.Report report =
          session.evaluate(
              five(),
              Query.outputs("hidden").withMicroBatch(2),
              evaluation -> {
                assertThat(Thread.currentThread()).isSameAs(caller);
                from.add(evaluation.from());
                assertThat(evaluation.outputs().get("hidden").values()[0])
                    .isEqualTo(evaluation.from());
              },
              progress);
      assertThat(report.microBatch()).isEqualTo(2);
    }
    assertThat(from).containsExactly(0, 2, 4);
    assertThat(progress.reports).containsExactly(2L, 4L, 5L);
  }

  @Test
  @DisplayName("that is given no windows does nothing")
  void empty() throws LoupeException {
    try (ModelSession session = open(TestModels.tiny())) {
      assertThat(all(session, TestModels.windows(new float[0]), STEP)).isEmpty();
    }
  }

  @Test
  @DisplayName("chooses a smaller micro-batch for a smaller budget, and at least one window")
  void budget() throws LoupeException {
    int[] sizes = new int[3];
    long[] budgets = {1L << 30, 1000L * Runtime.getRuntime().availableProcessors(), 1};
    for (int i = 0; i < budgets.length; i++) {
      RuntimeSettings settings =
          RuntimeSettings.of(TestRuntime.STATE.toAbsolutePath()).withMemory(budgets[i]);
      try (DjlModelRuntime small = new DjlModelRuntime(settings);
          ModelSession session = small.open(TestModels.tiny(), SessionOptions.AUTO)) {
        sizes[i] = session.evaluate(five(), STEP, evaluation -> {}, Progress.none()).microBatch();
      }
    }
    assertThat(sizes[0]).isEqualTo(5);
    assertThat(sizes[1]).isBetween(2, 4);
    assertThat(sizes[2]).isEqualTo(1);
  }

  @Test
  @DisplayName("halves the micro-batch when memory runs out, and says what it used")
  void outOfMemory() throws LoupeException {
    try (ModelSession session = open(sums("hungry"))) {
      List<Integer> sizes = new ArrayList<>();
      ModelSession.Report report =
          session.evaluate(
              five(),
              Query.outputs("sums"),
              evaluation -> sizes.add(evaluation.batch().size()),
              Progress.none());
      assertThat(sizes).containsExactly(2, 2, 1);
      assertThat(report.microBatch()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("stops between micro-batches when cancelled")
  void cancelled() throws LoupeException {
    List<Evaluation> seen = new ArrayList<>();
    try (ModelSession session = open(TestModels.tiny())) {
      assertThatThrownBy(
              () -> session.evaluate(five(), STEP.withMicroBatch(1), seen::add, new CancelAfter(2)))
          .isInstanceOf(CancellationException.class);
      assertThat(seen).hasSize(2);
      assertThat(all(session, five(), STEP)).hasSize(1);
    }
  }

  @Test
  @DisplayName("leaves a running native call behind when cancelled, and works again afterwards")
  void cancelledInside() throws LoupeException {
    AtomicBoolean read = new AtomicBoolean();
    float[] x = new float[12];
    x[0] = 300;
    BatchSource slow = TestModels.windows(x);
    BatchSource watched =
        TestModels.source(
            2,
            (from, to) -> {
              read.set(from == 1);
              try {
                return slow.read(from, to).inputs();
              } catch (LoupeException e) {
                throw new IllegalStateException(e);
              }
            });
    List<Evaluation> seen = new ArrayList<>();
    Progress inside =
        new Progress() {
          private int asked;

          @Override
          public void report(String task, long done, long total) {
            throw new AssertionError("the first micro-batch was finished");
          }

          @Override
          public boolean isCancelled() {
            // the first questions come before the native call has begun
            return ++asked > 6;
          }
        };
    try (ModelSession session = runtime.open(sums("slow"), new SessionOptions(Device.CPU, 1))) {
      all(session, TestModels.windows(), Query.outputs("sums"));
      assertThatThrownBy(
              () ->
                  session.evaluate(
                      watched, Query.outputs("sums").withMicroBatch(1), seen::add, inside))
          .isInstanceOf(CancellationException.class);
      assertThat(seen).isEmpty();
      assertThat(read).isFalse();
      assertThat(all(session, TestModels.windows(), Query.outputs("sums"))).hasSize(1);
    }
  }

  @Test
  @DisplayName("can be closed twice, and is not evaluated afterwards")
  void closed() throws LoupeException {
    ModelSession session = open(TestModels.tiny());
    session.close();
    assertThatCode(session::close).doesNotThrowAnyException();
    assertThatThrownBy(() -> all(session, five(), STEP))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'tiny' has been closed");
  }

  @Test
  @DisplayName("is closed by its runtime")
  void closedByRuntime() throws LoupeException {
    ModelSession session = open(TestModels.tiny());
    runtime.close();
    assertThatThrownBy(() -> all(session, five(), STEP)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> open(TestModels.tiny())).isInstanceOf(IllegalStateException.class);
    assertThatCode(session::close).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("gives the same bits for one, two and four threads")
  void threads() throws LoupeException {
    float[] x = new float[64 * 6];
    Random random = new Random(1);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    BitCheck.sameForAllThreads(
        runtime,
        TestModels.tiny(),
        TestModels.windows(x),
        Query.outputs("step", "whole")
            .withGradients(Gradient.ofInput(Target.predicted("step"), "x"))
            .withMicroBatch(8));
  }

  @Test
  @DisplayName("says so when one window does not fit into the memory")
  void oneWindowTooLarge() throws LoupeException {
    refused(
        ModelException.class,
        sums("starving"),
        Query.outputs("sums"),
        "One window does not fit",
        "cpu, which has no 8.0 PiB left");
  }
}
