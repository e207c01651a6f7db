package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loupe.model.Dimension.CLASS;
import static org.loupe.model.Dimension.WINDOW;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;

@DisplayName("A forward that does not end")
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbandonTest extends RuntimeFixture {

  private static final Query SUMS = Query.outputs("sums");

  private static Checkpoint endless() {
    return TestModels.checkpoint(
        "endless", TestModels.card(Cards.categorical("sums", 3, WINDOW, CLASS)));
  }

  /** Begins with the number on which the model does not end. */
  private static BatchSource stuck() {
    return TestModels.windows();
  }

  private static BatchSource harmless() {
    return TestModels.windows(new float[6]);
  }

  /** Is cancelled after a while. */
  private static final class Impatient implements Progress {
    private final long end = System.nanoTime() + Duration.ofMillis(300).toNanos();

    @Override
    public void report(String task, long done, long total) {
      throw new AssertionError("it ended");
    }

    @Override
    public boolean isCancelled() {
      return System.nanoTime() >= end;
    }
  }

  private ModelSession open(int threads) throws LoupeException {
    ModelSession session = runtime.open(endless(), new SessionOptions(Device.CPU, threads));
    one(session, harmless(), SUMS);
    return session;
  }

  /** That it returns at all is what is tested: the forward would go on beyond the time limit. */
  private static void abandon(ModelSession session, Query query) {
    assertThatThrownBy(() -> session.evaluate(stuck(), query, one -> {}, new Impatient()))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  @DisplayName("can be left, and its session closed, without waiting")
  void close() throws LoupeException {
    ModelSession session = open(1);
    abandon(session, SUMS);
    session.close();
    assertThatThrownBy(() -> one(session, harmless(), SUMS))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("leaves its session usable, with and without probes")
  void goesOn() throws LoupeException {
    try (ModelSession session = open(1)) {
      abandon(session, SUMS);
      assertThat(all(session, harmless(), SUMS)).hasSize(1);
      abandon(session, SUMS.withProbes("@output"));
      assertThat(all(session, harmless(), SUMS.withProbes("@output"))).hasSize(1);
      assertThat(all(session, harmless(), SUMS)).hasSize(1);
    }
  }

  @Test
  @DisplayName("does not keep others from opening and evaluating")
  void others() throws LoupeException {
    ModelSession session = open(1);
    abandon(session, SUMS);
    try (ModelSession other = open(TestModels.tiny())) {
      assertThat(all(other, TestModels.windows(), Query.outputs("step"))).hasSize(1);
    }
    session.close();
  }

  @Test
  @DisplayName("is left when another closes the session")
  void closedMeanwhile() throws LoupeException, InterruptedException {
    ModelSession session = open(1);
    CompletableFuture<Void> evaluation =
        CompletableFuture.runAsync(
            () -> {
              try {
                session.evaluate(stuck(), SUMS, one -> {}, Progress.none());
              } catch (LoupeException e) {
                throw new IllegalStateException(e);
              }
            });
    Thread.sleep(300);
    session.close();
    assertThatThrownBy(evaluation::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'endless' has been closed");
  }

  @Test
  @DisplayName("on the very first windows can be left too")
  void whileVerifying() throws LoupeException {
    Checkpoint fresh = endless();
    ModelSession session =
        runtime.open(
            new Checkpoint("fresh", fresh.file(), null, "e".repeat(64), fresh.card()),
            SessionOptions.AUTO);
    abandon(session, SUMS);
    session.close();
  }
}
