package org.loupe.tests.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The assembled product, run once for every command.
 *
 * @param state its state folder
 */
record Product(Path state) {
  private static final long PATIENCE_MINUTES = 10;
  private static final String SOON_READY = "-XX:TieredStopAtLevel=1";

  /**
   * What a command did.
   *
   * @param code its exit code
   * @param out what it printed
   * @param err what it complained of
   */
  record Run(int code, String out, String err) {}

  /** What is done with a process while it runs. */
  @FunctionalInterface
  private interface Watch {
    void over(Process process) throws IOException, InterruptedException;
  }

  Run run(String... arguments) throws IOException, InterruptedException {
    return run(SOON_READY, process -> {}, arguments);
  }

  /** Ends hard when something lasting is about to change for the given time. */
  Run run(Kill kill, String... arguments) throws IOException, InterruptedException {
    try (kill) {
      return run(SOON_READY + ' ' + kill.option(), kill::watch, arguments);
    }
  }

  private Run run(String options, Watch watch, String... arguments)
      throws IOException, InterruptedException {
    String script = System.getProperty("loupe.script");
    List<String> command = new ArrayList<>(List.of(script));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("loupe", ".out");
    Path err = Files.createTempFile("loupe", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("LOUPE_STATE", state.toString());
    builder.environment().put("JAVA_TOOL_OPTIONS", options);
    Process process = builder.start();
    try {
      watch.over(process);
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException(command + " did not end");
      }
      return new Run(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }
}
