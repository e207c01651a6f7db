package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A damaged model that is let through to libtorch")
class NativeMutationTest {
  /** More for a longer search: -Dloupe.mutants=20000. */
  private static final int MUTANTS = Integer.getInteger("loupe.mutants", 400);

  /** A safety net: a mutant takes milliseconds. */
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> deaths = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "typed"})
  @DisplayName("is run or refused, and does not end the process")
  void mutants(String model) throws Exception {
    int next = 0;
    while (next < MUTANTS) {
      next = run(model, next);
    }
    System.out.println(
        "Mutants of the model " + model + ": " + outcomes + ", processes ended: " + deaths);
    assertThat(outcomes.keySet()).noneMatch(outcome -> outcome.startsWith("DEFECT"));
    assertThat(outcomes).containsKeys("runs", "refused");
    assertThat(deaths).isEmpty();
  }

  /** Runs mutants in a process until all are done or it ends; gives the next to run. */
  private int run(String model, int first) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors-" + first);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:ErrorFile=" + folder.resolve("crash-%p.log"),
                "-Dloupe.test.state=" + TestRuntime.STATE.toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                MutantRunner.class.getName(),
                TestModels.file(model + ".pt").toString(),
                String.valueOf(first),
                String.valueOf(MUTANTS),
                folder.toString())
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    String running = "";
    try (BufferedReader lines = process.inputReader()) {
      for (String line = read(lines, process); line != null; line = read(lines, process)) {
        if (line.startsWith(MutantRunner.BEGINS)) {
          running = line.substring(MutantRunner.BEGINS.length());
        } else if (line.startsWith(MutantRunner.ENDS)) {
          String outcome = line.substring(MutantRunner.ENDS.length());
          count(outcome.startsWith("DEFECT") ? outcome + " by " + running : outcome.split(" ")[0]);
          running = "";
        }
      }
    }
    int status = process.waitFor();
    if (running.isEmpty()) {
      assertThat(status).as(Files.readString(errors)).isZero();
      return MUTANTS;
    }
    deaths.add(running + " (status " + status + ")");
    return Integer.parseInt(running.split(" ")[0]) + 1;
  }

  /** The next line, or null at the end, which a process that hangs is brought to. */
  private static String read(BufferedReader lines, Process process)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!lines.ready() && process.isAlive() && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    if (!lines.ready() && process.isAlive()) {
      process.destroyForcibly();
    }
    return lines.readLine();
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }
}
