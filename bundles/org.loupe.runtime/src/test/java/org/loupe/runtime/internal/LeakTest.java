package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.Intervention;
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

  /** What 400 targets leave, if it is not freed before the next, is 50 MiB and more. */
  private static final double PEAK_TOLERANCE_MIB = 24;

  @BeforeEach
  void canMeasure() {
    Assumptions.assumeTrue(Files.isReadable(STATUS), "no " + STATUS + " here, test skipped");
  }

  private static double residentMib() throws IOException {
    return status("VmRSS:");
  }

  private static double peakMib() throws IOException {
    return status("VmHWM:");
  }

  private static double status(String key) throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(key))
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
  @DisplayName("does not rise when all parameters are read 1 000 times")
  void parameters() throws IOException, LoupeException {
    try (ModelSession session = open(TestModels.tiny())) {
      assertThat(session.parameters()).isNotEmpty();
      Call all =
          () -> {
            for (String name : session.parameters()) {
              session.parameter(name);
            }
          };
      assertThat(rise(CALLS, all)).isLessThan(TOLERANCE_MIB);
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
  @DisplayName("does not rise over 1 000 calls that read, change and differentiate inside a model")
  void inside() throws IOException, LoupeException {
    FloatTensor half = TestModels.floats(new float[] {0.5f, 1}, 1, 2, 1, 1);
    Query query =
        Query.outputs("step")
            .withProbes("first", "cell", "attn@attention", "table")
            .withGradients(
                Gradient.ofProbe(Target.predicted("step"), "first"),
                Gradient.ofProbe(Target.element("cell", 1, 2), "embed"),
                Gradient.ofInput(Target.predicted("whole"), "x"))
            .under(Intervention.scale("attn@attention", half));
    try (ModelSession session = open(InnerModel.checkpoint())) {
      assertThat(rise(session, InnerModel.windows(8), query)).isLessThan(TOLERANCE_MIB);
    }
  }

  @Test
  @DisplayName("does not rise over 1 000 calls that are refused inside a model")
  void refused() throws IOException, LoupeException {
    Query wrong =
        Query.probes("first")
            .under(Intervention.scale("first", TestModels.floats(new float[3], 1, 3, 1)));
    try (ModelSession session = open(InnerModel.checkpoint())) {
      double rise =
          rise(
              CALLS,
              () ->
                  assertThatThrownBy(() -> all(session, InnerModel.windows(8), wrong))
                      .isInstanceOf(BadInputException.class));
      assertThat(rise).isLessThan(TOLERANCE_MIB);
    }
  }

  @Test
  @DisplayName("has no higher peak for many windows and many targets than for few")
  void peak() throws IOException, LoupeException {
    RealMaterial material = RealMaterial.load();
    try (ModelSession session = runtime.open(material.late(), new SessionOptions(Device.CPU, 1))) {
      session.evaluate(material.first(16), inside(4), evaluation -> {}, Progress.none());
      session.evaluate(material.first(16), inside(4), evaluation -> {}, Progress.none());
      double few = peakMib();
      session.evaluate(material.first(96), inside(4), evaluation -> {}, Progress.none());
      session.evaluate(material.first(8), inside(400), evaluation -> {}, Progress.none());
      assertThat(peakMib() - few).isLessThan(PEAK_TOLERANCE_MIB);
    }
  }

  /** Rows of a Jacobian by an attention's weights, together with those. */
  private static Query inside(int rows) {
    return Query.probes("dec.0.self_attn@attention")
        .withGradients(
            IntStream.range(0, rows)
                .mapToObj(row -> Target.element("param_value", row / 100, row % 100))
                .map(target -> Gradient.ofProbe(target, "dec.0.self_attn@attention"))
                .toArray(Gradient[]::new))
        .withMicroBatch(8);
  }

  @Test
  @DisplayName("does not rise over opening and closing 200 sessions")
  void sessions() throws IOException, LoupeException {
    Checkpoint inner = InnerModel.checkpoint();
    double rise =
        rise(
            SESSIONS,
            () -> {
              try (ModelSession session = runtime.open(inner, SessionOptions.AUTO)) {
                session.evaluate(
                    InnerModel.windows(4),
                    both("step", "x").withProbes("cell").withMicroBatch(3),
                    evaluation -> {},
                    Progress.none());
              }
            });
    assertThat(rise).isLessThan(TOLERANCE_MIB);
  }

  /** What is called again and again. */
  private interface Call {
    void run() throws LoupeException;
  }
}
