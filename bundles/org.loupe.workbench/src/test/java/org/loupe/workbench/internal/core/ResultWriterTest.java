package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.BadInputException;
import org.loupe.model.EngineInfo;
import org.loupe.model.Tensor;
import org.loupe.project.Results;
import org.loupe.project.internal.result.ResultFolder;

@DisplayName("A result that is being written when the window closes")
class ResultWriterTest {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final ResultFolder results = new ResultFolder();

  @TempDir Path folder;

  /** A result that takes its time while its folder is being filled. */
  private record Slow(Runnable pause) implements Result {
    @Override
    public Provenance provenance() {
      return new Provenance(
          "slow",
          "1",
          Map.of(),
          42,
          "late",
          "ab",
          "test",
          "cd",
          new int[] {3},
          "cpu",
          new EngineInfo("fake", "1", "none"),
          1,
          Duration.ZERO);
    }

    @Override
    public Map<String, Tensor> arrays() {
      return Map.of();
    }

    @Override
    public List<Scalar> scalars() {
      return List.of();
    }

    @Override
    public List<Table> tables() {
      pause.run();
      return List.of();
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  private void begin(ResultWriter writer, Runnable pause) throws InterruptedException {
    writer.execute(
        () -> {
          try {
            results.write(
                folder.resolve("slow/late"),
                new Slow(
                    () -> {
                      begun.countDown();
                      pause.run();
                    }),
                List.of());
          } catch (BadInputException e) {
            throw new IllegalStateException(e);
          }
        });
    begun.await();
  }

  @Test
  @DisplayName("is waited for")
  void waitedFor() throws Exception {
    ResultWriter writer = new ResultWriter(thread, 60_000);
    begin(
        writer,
        () -> {
          while (!thread.isShutdown()) {
            Thread.onSpinWait();
          }
        });
    assertThat(writer.end()).isTrue();
    assertThat(results.stored(folder, "late")).hasSize(1);
  }

  @Test
  @DisplayName("but not for ever, and nobody meets a part of it")
  void notForEver() throws Exception {
    ResultWriter writer = new ResultWriter(thread, 10);
    CountDownLatch longer = new CountDownLatch(1);
    begin(
        writer,
        () -> {
          try {
            longer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(writer.end()).isFalse();
    assertThat(results.inventory(folder)).isEqualTo(new Results.Inventory(List.of(), List.of()));
    longer.countDown();
    assertThat(thread.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(results.stored(folder, "late")).hasSize(1);
  }
}
