package org.loupe.bench;

import static org.loupe.bench.RuntimeBench.median;
import static org.loupe.bench.RuntimeBench.print;
import static org.loupe.bench.RuntimeBench.repeat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Subject;
import org.loupe.method.saliency.internal.SaliencyAnalyzer;
import org.loupe.method.sensors.internal.SensorsAnalyzer;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.internal.CheckpointSubjects;

/**
 * Measures methods that need many passes against these passes alone, medians of several rounds
 * taken in turn. All work of a method counts: reading, changing, scoring, statistics.
 */
final class MethodBench {
  private static final int ROUNDS = 5;
  private static final int BATCH = 16;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");

  private final Material material;
  private final String head;
  private final ModelSession session;
  private long passes;

  MethodBench(Material material, String head, ModelSession session) {
    this.material = material;
    this.head = head;
    this.session = session;
  }

  void run() throws LoupeException, IOException {
    print("one window, one thread                   bare passes      Loupe   ratio");
    try (BareLoop bare =
        new BareLoop(material.checkpoint(), material.windows().read(0, BATCH), head)) {
      compare("permutation", new SensorsAnalyzer(), Map.of(), bare::forward);
      compare("occlusion", new SensorsAnalyzer(), Map.of("kind", "occlusion"), bare::forward);
      compare(
          "integrated gradients, 50 steps",
          new SaliencyAnalyzer(),
          Map.of("variant", "integrated_gradients"),
          bare::forwardBackward);
      compare(
          "SmoothGrad, 25 samples",
          new SaliencyAnalyzer(),
          Map.of("variant", "smoothgrad"),
          bare::forwardBackward);
    }
    if (Files.isWritable(RESET) && Files.isReadable(STATUS)) {
      memory();
    } else {
      print("peak memory of integrated gradients: not measured, %s cannot be written", RESET);
    }
  }

  private <P extends Record, R extends Result> void compare(
      String what, Analyzer<P, R> analyzer, Map<String, String> changes, Runnable bare)
      throws LoupeException {
    double[][] seconds = new double[2][ROUNDS];
    long needed = 0;
    for (int round = -1; round < ROUNDS; round++) {
      int kept = Math.max(0, round);
      passes = 0;
      long begin = System.nanoTime();
      analyze(analyzer, changes);
      seconds[1][kept] = (System.nanoTime() - begin) / 1e9;
      needed = passes;
      int batches = Math.toIntExact((needed + BATCH - 1) / BATCH);
      seconds[0][kept] = repeat(batches, bare) * needed / ((double) batches * BATCH);
    }
    print(
        "%-38s %8.3f s  %7.3f s   %5.2f  (%d passes, batch %d)",
        what,
        median(seconds[0]),
        median(seconds[1]),
        median(seconds[1]) / median(seconds[0]),
        needed,
        BATCH);
  }

  private <P extends Record, R extends Result> void analyze(
      Analyzer<P, R> analyzer, Map<String, String> changes) throws LoupeException {
    Windows windows = new Windows(material.dataset(), new int[] {0});
    try (var opened =
        new CheckpointSubjects().of(material.checkpoint(), windows, 42, SessionOptions.AUTO)) {
      Subject subject = new Counted(opened);
      P parameters =
          ParameterSchema.fromMap(analyzer.parameterType(), changes, analyzer.defaults(subject));
      analyzer.analyze(subject, parameters, Progress.none());
    }
  }

  /** Resident memory at its highest; that of the heap is in it, so look at how it changes. */
  private void memory() throws LoupeException, IOException {
    for (int steps : new int[] {50, 50, 200, 800}) {
      System.gc();
      Files.writeString(RESET, "5");
      double before = peak();
      analyze(
          new SaliencyAnalyzer(),
          Map.of("variant", "integrated_gradients", "n_steps", Integer.toString(steps)));
      print(
          "integrated gradients, %3d steps: peak memory %.0f MiB, %.0f MiB before",
          steps, peak(), before);
    }
  }

  private static double peak() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** A subject on this session that counts the evaluated windows. */
  private final class Counted implements Subject {
    private final Subject subject;

    Counted(Subject subject) {
      this.subject = subject;
    }

    @Override
    public Checkpoint checkpoint() {
      return subject.checkpoint();
    }

    @Override
    public Windows windows() {
      return subject.windows();
    }

    @Override
    public long seed() {
      return subject.seed();
    }

    @Override
    public ModelSession session() {
      return (ModelSession)
          Proxy.newProxyInstance(
              ModelSession.class.getClassLoader(),
              new Class<?>[] {ModelSession.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("evaluate")) {
                  passes += ((BatchSource) arguments[0]).size();
                }
                return method.invoke(session, arguments);
              });
    }

    @Override
    public BatchSource inputs(Decoding decoding, Collection<String> targets)
        throws BadInputException {
      return subject.inputs(decoding, targets);
    }
  }
}
