package org.loupe.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.logging.LogManager;
import org.loupe.model.BatchSource;
import org.loupe.model.Device;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Target;
import org.loupe.runtime.internal.DjlModelRuntime;
import org.loupe.runtime.internal.RuntimeSettings;

/** Measures the runtime against the bare engine, medians of several rounds taken in turn. */
public final class RuntimeBench {

  private static final int ROUNDS = 9;

  private final Path state;
  private final Material material;
  private final PredictionHead head;
  private final String input;

  private RuntimeBench(Path state, Material material) {
    this.state = state;
    this.material = material;
    this.head =
        material.checkpoint().card().heads().stream()
            .filter(candidate -> candidate.kind() == PredictionHead.Kind.CATEGORICAL)
            .findFirst()
            .orElseThrow();
    this.input = material.checkpoint().card().explain().get(0);
  }

  /**
   * Runs it.
   *
   * @param arguments state folder (emptied first), archive, card, dataset
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, LoupeException {
    LogManager.getLogManager().reset();
    Material material =
        Material.open(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
    print("%s, %s, Java %s", processor(), cores(), System.getProperty("java.version"));
    print("%s, %d windows", material.checkpoint().name(), material.dataset().size());
    new RuntimeBench(Path.of(arguments[0]), material).run();
  }

  static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private static String cores() {
    return Runtime.getRuntime().availableProcessors() + " processors";
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(info).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private void run() throws IOException, InterruptedException, LoupeException {
    print("engine start, cold (natives unpacked)  %6.2f s", start());
    double[] warm = new double[5];
    for (int i = 0; i < warm.length; i++) {
      warm[i] = start();
    }
    print("engine start, warm                     %6.2f s", median(warm));
    try (DjlModelRuntime runtime = new DjlModelRuntime(RuntimeSettings.of(state.toAbsolutePath()));
        ModelSession one = runtime.open(material.checkpoint(), new SessionOptions(Device.CPU, 1));
        ModelSession all = runtime.open(material.checkpoint(), new SessionOptions(Device.CPU, 0))) {
      print("per window, one thread                 bare engine      Loupe   ratio");
      for (int batch : new int[] {1, 64}) {
        compare(one, batch);
      }
      saliency(one, "one thread");
      saliency(all, cores());
      new ProbeBench(state, material, head.name()).run(runtime, one);
      new MethodBench(material, head.name(), one).run();
    }
  }

  /** Seconds, measured in a process of its own. */
  private double start() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EngineStart.class.getName(),
                state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      if (process.waitFor() != 0 || line == null) {
        throw new IOException("the engine did not start");
      }
      return Double.parseDouble(line);
    }
  }

  private void compare(ModelSession session, int batch) throws LoupeException {
    int times = batch == 1 ? 40 : 3;
    BatchSource source = material.repeated(batch, times);
    Query forward = Query.outputs(head.name()).withMicroBatch(batch);
    Query backward = gradient().withMicroBatch(batch);
    double[][] seconds = new double[4][ROUNDS];
    try (BareLoop bare =
        new BareLoop(material.checkpoint(), material.windows().read(0, batch), head.name())) {
      for (int round = -2; round < ROUNDS; round++) {
        int kept = Math.max(0, round);
        seconds[0][kept] = repeat(times, bare::forward);
        seconds[1][kept] = evaluate(session, source, forward);
        seconds[2][kept] = repeat(times, bare::forwardBackward);
        seconds[3][kept] = evaluate(session, source, backward);
      }
    }
    int windows = batch * times;
    line("forward, batch " + batch, seconds[0], seconds[1], windows);
    line("forward and backward, batch " + batch, seconds[2], seconds[3], windows);
  }

  private Query gradient() {
    return Query.gradients(Gradient.ofInput(Target.predicted(head.name()), input));
  }

  static double repeat(int times, Runnable work) {
    long begin = System.nanoTime();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  static double evaluate(ModelSession session, BatchSource source, Query query)
      throws LoupeException {
    long begin = System.nanoTime();
    session.evaluate(source, query, evaluation -> {}, Progress.none());
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void line(String what, double[] bare, double[] loupe, int windows) {
    double perWindow = 1e3 / windows;
    print(
        "%-38s %8.3f ms %7.3f ms  %5.2f",
        what, median(bare) * perWindow, median(loupe) * perWindow, median(loupe) / median(bare));
  }

  private void saliency(ModelSession session, String threads) throws LoupeException {
    double[] seconds = new double[3];
    int microBatch = 0;
    for (int i = 0; i < seconds.length; i++) {
      long begin = System.nanoTime();
      microBatch =
          session
              .evaluate(material.windows(), gradient(), evaluation -> {}, Progress.none())
              .microBatch();
      seconds[i] = (System.nanoTime() - begin) / 1e9;
    }
    print(
        "saliency of %d windows, %-14s %6.2f s, %d windows at once",
        material.dataset().size(), threads, median(seconds), microBatch);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
