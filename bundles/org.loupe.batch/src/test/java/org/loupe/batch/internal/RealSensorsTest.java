package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.BadInputException;

@DisplayName("Permuted sensors of the recorded CNC windows")
class RealSensorsTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final Path REFERENCE = DATA.resolve("ref_cnc_s0_late.npz");
  private static final int REPEATS = 5;
  private static final int WINDOWS = 9;

  private static RealLoupe loupe;
  @TempDir Path out;

  @BeforeAll
  static void open() {
    Assumptions.assumeTrue(
        Files.isRegularFile(REFERENCE), "skipped: there is no recorded material in " + DATA);
    loupe = new RealLoupe();
  }

  @AfterAll
  static void close() {
    if (loupe != null) {
      loupe.close();
    }
  }

  private Path analyze(String... parameters) throws IOException, BadInputException {
    String windows =
        Arrays.stream(Npy.read(REFERENCE, "batch_index"))
            .mapToObj(window -> String.valueOf((int) window))
            .collect(Collectors.joining(","));
    List<String> arguments =
        new ArrayList<>(List.of("analyze", "--method", "sensors", "--windows", windows));
    arguments.addAll(List.of("--checkpoint", DATA.resolve("cnc_s0_late.ts.pt").toString()));
    arguments.addAll(List.of("--card", DATA.resolve("cnc.card.json").toString()));
    arguments.addAll(List.of("--data", DATA.resolve("cnc_test.npz").toString()));
    arguments.addAll(List.of("--out", out.toString(), "--param"));
    arguments.addAll(List.of("prediction_head=type", "permutations=" + REFERENCE));
    arguments.addAll(Arrays.asList(parameters));
    int code = loupe.run(arguments);
    assertThat(code).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return out.resolve("sensors/cnc_s0_late/arrays.npz");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"confidence, perm.conf_drop", "accuracy, perm.acc_drop"})
  @DisplayName("drop as in PyTorch under the stored permutations")
  void reference(String score, String array) throws IOException, BadInputException {
    Path arrays = analyze("score=" + score);
    double[] expected = Npy.read(REFERENCE, array);
    double[] actual = Npy.read(arrays, "drop");
    assertThat(actual).hasSameSizeAs(expected);
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    double[] expectedMeans = means(expected);
    double[] means = means(actual);
    double agreement = spearman(expectedMeans, means);
    assertThat(difference).isLessThan(1e-6);
    double floor = -Arrays.stream(expectedMeans).min().orElseThrow();
    int[] outstanding =
        IntStream.range(0, means.length).filter(c -> expectedMeans[c] > floor).toArray();
    assertThat(
            spearman(
                IntStream.of(outstanding).mapToDouble(c -> expectedMeans[c]).toArray(),
                IntStream.of(outstanding).mapToDouble(c -> means[c]).toArray()))
        .isGreaterThanOrEqualTo(0.99);
    double[] stored = Npy.read(arrays, "mean");
    for (int c = 0; c < means.length; c++) {
      assertThat(Math.abs(stored[c] - means[c])).isLessThan(1e-7);
    }
  }

  private static double[] means(double[] drops) {
    double[] means = new double[drops.length / (REPEATS * WINDOWS)];
    for (int i = 0; i < drops.length; i++) {
      means[i / (REPEATS * WINDOWS)] += drops[i] / (REPEATS * WINDOWS);
    }
    return means;
  }

  private static double spearman(double[] a, double[] b) {
    double[] x = ranks(a);
    double[] y = ranks(b);
    double middle = (a.length - 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - middle) * (y[i] - middle);
      xx += (x[i] - middle) * (x[i] - middle);
      yy += (y[i] - middle) * (y[i] - middle);
    }
    return xx == 0 ? 1 : xy / Math.sqrt(xx * yy);
  }

  /** Equal values share the mean of their ranks. */
  private static double[] ranks(double[] values) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] - values[order[from]] <= 1e-9) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
