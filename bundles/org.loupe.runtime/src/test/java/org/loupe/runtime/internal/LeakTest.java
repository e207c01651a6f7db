package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Target;

@DisplayName("Native memory")
class LeakTest extends RuntimeFixture {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int CALLS = 1000;
  private static final int SESSIONS = 200;
  private static final int ROUNDS = 3;

  /** One call is made for warming up for so many that are counted. */
  private static final int WARM_UP = 4;

  /**
   * Largest rise allowed between the medians of the first and the last third of the calls, in MiB.
   * The Java heap has a fixed size here; what is left to move is the allocator's arenas and
   * compiled code, 1 MiB when this was written. One forgotten output per call makes 5 MiB on the
   * small model and 30 on the recorded material, one forgotten graph 60 and more.
   */
  private static final double TOLERANCE_MIB = 4;

  @BeforeEach
  void canMeasure() {
    Assumptions.assumeTrue(Files.isReadable(STATUS), "no " + STATUS + " here, test skipped");
  }

  private static double residentMib() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The least rise of several rounds: a leak rises in every one of them, while compiled code and
   * the allocator's arenas settle.
   */
  private static double rise(int calls, Call call) throws IOException, LoupeException {
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS && least >= TOLERANCE_MIB; round++) {
      double[] resident = new double[calls];
      for (int i = -calls / WARM_UP; i < calls; i++) {
        call.run();
        if (i >= 0) {
          resident[i] = residentMib();
        }
      }
      int third = calls / 3;
      least = Math.min(least, median(resident, calls - third, calls) - median(resident, 0, third));
    }
    return least;
  }

  private static double rise(ModelSession session, BatchSource in, Query query)
      throws IOException, LoupeException {
    return rise(CALLS, () -> session.evaluate(in, query, evaluation -> {}, Progress.none()));
  }

  private static double median(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Query both(String head, String input) {
    return Query.outputs(head).withGradients(Gradient.ofInput(Target.predicted(head), input));
  }

  @Test
  @DisplayName("does not rise over 1 000 forward and backward calls of a small model")
  void smallModel() throws IOException, LoupeException {
    BatchSource windows = TestModels.windows(new float[64 * 6]);
    try (ModelSession session = open(TestModels.tiny())) {
      assertThat(rise(session, windows, both("step", "x"))).isLessThan(TOLERANCE_MIB);
    }
  }

  @Test
  @DisplayName("does not rise over 1 000 forward and backward calls on a recorded window")
  void realModel() throws IOException, LoupeException {
    RealMaterial material = RealMaterial.load();
    try (ModelSession session = open(material.late())) {
      assertThat(rise(session, material.first(1), both("type", "continuous")))
          .isLessThan(TOLERANCE_MIB);
    }
  }

  @Test
  @DisplayName("does not rise over opening and closing 200 sessions")
  void sessions() throws IOException, LoupeException {
    Checkpoint tiny = TestModels.tiny();
    double rise =
        rise(
            SESSIONS,
            () -> {
              try (ModelSession session = runtime.open(tiny, SessionOptions.AUTO)) {
                session.evaluate(
                    TestModels.windows(), both("step", "x"), evaluation -> {}, Progress.none());
              }
            });
    assertThat(rise).isLessThan(TOLERANCE_MIB);
  }

  /** What is called again and again. */
  private interface Call {
    void run() throws LoupeException;
  }
}
