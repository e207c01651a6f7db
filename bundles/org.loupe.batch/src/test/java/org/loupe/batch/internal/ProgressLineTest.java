package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The progress line")
class ProgressLineTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  private ProgressLine line(boolean terminal) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new ProgressLine(
        new Console(stream, stream, terminal), "late", 586, () -> false, () -> now);
  }

  private void pass(double seconds) {
    now += (long) (seconds * 1e9);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("is written over on a terminal and taken away at the end")
  void terminal() {
    try (ProgressLine line = line(true)) {
      pass(2);
      line.report("saliency", 64, 586);
      pass(2);
      line.report("saliency", 128, 586);
    }
    assertThat(err())
        .isEqualTo(
            "\r\u001b[Ksaliency late: 64/586 windows, 0:17 left"
                + "\r\u001b[Ksaliency late: 128/586 windows, 0:15 left"
                + "\r\u001b[K");
  }

  @Test
  @DisplayName(
      "leaves a task that says itself how much is done as it is, and says how long it takes")
  void amounts() {
    try (ProgressLine line = line(true)) {
      pass(2);
      line.report("read a.npz: 1.0 of 4.0 GB", 1000, 4000);
      pass(2);
      line.report("read a.npz: 2.0 of 4.0 GB", 2000, 4000);
    }
    assertThat(err()).contains("\u001b[Kread a.npz: 2.0 of 4.0 GB, 0:04 left");
  }

  @Test
  @DisplayName("comes every few seconds at most where it would fill a file")
  void file() {
    try (ProgressLine line = line(false)) {
      line.report("saliency", 0, 586);
      for (int i = 1; i <= 60; i++) {
        pass(0.1);
        line.report("saliency", i, 586);
      }
    }
    assertThat(err().lines()).containsExactly("saliency late: 50/586 windows, 0:54 left");
  }

  @Test
  @DisplayName("says nothing in a file of work that is done at once")
  void quick() {
    try (ProgressLine line = line(false)) {
      pass(3);
      line.report("saliency", 586, 586);
    }
    assertThat(err()).isEmpty();
  }

  @Test
  @DisplayName("does not call windows what counts something else")
  void otherUnits() {
    try (ProgressLine line = line(false)) {
      pass(10);
      line.report("permutations", 3, 155);
      pass(10);
      line.report("reading", 5, 0);
    }
    assertThat(err()).contains("permutations late: 3/155,").endsWith("reading late\n");
  }
}
