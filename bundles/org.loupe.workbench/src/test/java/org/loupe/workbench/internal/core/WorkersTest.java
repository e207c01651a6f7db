package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The threads of the workbench")
class WorkersTest {
  private final Workers workers = new Workers();
  private final List<ExecutorService> all =
      List.of(
          workers.files(),
          workers.comparing(),
          workers.listing(),
          workers.shelving(),
          workers.finding(),
          workers.changing(),
          workers.undoing());

  @AfterEach
  void stop() {
    workers.stop();
  }

  @Test
  @DisplayName("do not wait for one another")
  void independent() throws Exception {
    CompletableFuture<Void> held = new CompletableFuture<>();
    workers.files().execute(held::join);
    workers.analysis().execute(held::join);
    try {
      for (ExecutorService other : all.subList(1, all.size())) {
        other.submit(() -> {}).get(60, TimeUnit.SECONDS);
      }
    } finally {
      held.complete(null);
    }
  }

  @Test
  @DisplayName("all end, and do nothing of what is asked of them afterwards")
  void end() throws Exception {
    workers.stop();
    AtomicInteger done = new AtomicInteger();
    for (ExecutorService each : all) {
      each.execute(done::incrementAndGet);
      assertThat(each.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
    workers.analysis().execute(done::incrementAndGet);
    assertThat(done).hasValue(0);
  }
}
