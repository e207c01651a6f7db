package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The thread of computations")
class AnalysisThreadTest {

  @Test
  @DisplayName("is replaced when it does not come back; what waited runs on the next one")
  void replaced() throws InterruptedException {
    AnalysisThread threads =
        new AnalysisThread(
            () -> new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()));
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(2);
    threads.execute(
        () -> {
          begun.countDown();
          try {
            stuck.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    threads.execute(done::countDown);
    assertThat(begun.await(120, TimeUnit.SECONDS)).isTrue();
    assertThat(done.getCount()).isEqualTo(2);
    threads.leave();
    threads.execute(done::countDown);
    assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
    stuck.countDown();
    threads.stop();
  }
}
