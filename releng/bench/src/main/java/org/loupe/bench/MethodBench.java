package org.loupe.bench;

import static org.loupe.bench.RuntimeBench.median;
import static org.loupe.bench.RuntimeBench.print;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.logging.LogManager;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.DelegatingSubject;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Subject;
import org.loupe.method.saliency.internal.SaliencyAnalyzer;
import org.loupe.method.sensors.internal.SensorsAnalyzer;
import org.loupe.model.BatchSource;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.internal.CheckpointSubjects;
import org.loupe.runtime.internal.DjlModelRuntime;
import org.loupe.runtime.internal.RuntimeSettings;

/**
 * Measures methods that need many passes against these passes alone, in batches of the same sizes,
 * medians of several rounds taken in turn. All work of a method counts: reading, changing, scoring,
 * statistics.
 */
public final class MethodBench {
  private static final int ROUNDS = 5;
  private static final int BATCH = 16;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");

  private final Material material;
  private final String head;
  private final ModelSession session;

  /** Windows of each micro-batch of the method that runs. */
  private final List<Integer> batches = new ArrayList<>();

  MethodBench(Material material, String head, ModelSession session) {
    this.material = material;
    this.head = head;
    this.session = session;
  }

  /**
   * Runs it alone.
   *
   * @param arguments state folder, archive, card, dataset
   */
  public static void main(String[] arguments) throws LoupeException, IOException {
    LogManager.getLogManager().reset();
    Material material =
        Material.open(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
    String head =
        material.checkpoint().card().heads().stream()
            .filter(candidate -> candidate.kind() == PredictionHead.Kind.CATEGORICAL)
            .findFirst()
            .orElseThrow()
            .name();
    Path state = Path.of(arguments[0]).toAbsolutePath();
    try (DjlModelRuntime runtime = new DjlModelRuntime(RuntimeSettings.of(state));
        ModelSession one = runtime.open(material.checkpoint(), new SessionOptions(Device.CPU, 1))) {
      new MethodBench(material, head, one).run();
    }
  }

  void run() throws LoupeException, IOException {
    print("one window, one thread                   bare passes      Loupe   ratio");
    try (BareLoops bare = new BareLoops(material, head)) {
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
    print("cancelled permutation ends within           %6.1f ms", 1e3 * cancelled());
    if (Files.isWritable(RESET) && Files.isReadable(STATUS)) {
      memory();
    } else {
      print("peak memory of integrated gradients: not measured, %s cannot be written", RESET);
    }
  }

  private <P extends Record, R extends Result> void compare(
      String what, Analyzer<P, R> analyzer, Map<String, String> changes, IntConsumer bare)
      throws LoupeException {
    double[][] seconds = new double[2][ROUNDS];
    double[][] work = new double[2][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      int kept = Math.max(0, round);
      batches.clear();
      long cpu = processorTime();
      long begin = System.nanoTime();
      analyze(analyzer, changes, Progress.none());
      seconds[1][kept] = (System.nanoTime() - begin) / 1e9;
      work[1][kept] = (processorTime() - cpu) / 1e9;
      cpu = processorTime();
      begin = System.nanoTime();
      batches.forEach(bare::accept);
      seconds[0][kept] = (System.nanoTime() - begin) / 1e9;
      work[0][kept] = (processorTime() - cpu) / 1e9;
    }
    print(
        "%-38s %8.3f s  %7.3f s   %5.2f  processor time %5.2f  (%d passes in %d batches)",
        what,
        median(seconds[0]),
        median(seconds[1]),
        median(seconds[1]) / median(seconds[0]),
        median(work[1]) / median(work[0]),
        batches.stream().mapToInt(Integer::intValue).sum(),
        batches.size());
  }

  /** Of all threads of this process, in nanoseconds: what a busy machine leaves comparable. */
  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private <P extends Record, R extends Result> void analyze(
      Analyzer<P, R> analyzer, Map<String, String> changes, Progress progress)
      throws LoupeException {
    Windows windows = new Windows(material.dataset(), new int[] {0});
    try (var opened =
        new CheckpointSubjects().of(material.checkpoint(), windows, 42, SessionOptions.AUTO)) {
      Subject subject = new Counted(opened);
      P parameters =
          ParameterSchema.fromMap(analyzer.parameterType(), changes, analyzer.defaults(subject));
      analyzer.analyze(subject, parameters, progress);
    }
  }

  /** The longest time from cancelling to the end, over several moments. */
  private double cancelled() throws LoupeException {
    double longest = 0;
    for (int round = 1; round <= 10; round++) {
      long at = System.nanoTime() + round * 61_000_000L;
      Progress progress =
          new Progress() {
            @Override
            public void report(String task, long done, long total) {
              // nobody watches
            }

            @Override
            public boolean isCancelled() {
              return System.nanoTime() >= at;
            }
          };
      try {
        analyze(new SensorsAnalyzer(), Map.of(), progress);
      } catch (CancellationException e) {
        longest = Math.max(longest, (System.nanoTime() - at) / 1e9);
      }
    }
    return longest;
  }

  /** Resident memory at its highest; that of the heap is in it, so look at how it changes. */
  private void memory() throws LoupeException, IOException {
    for (int steps : new int[] {50, 50, 200, 800}) {
      System.gc();
      Files.writeString(RESET, "5");
      double before = peak();
      analyze(
          new SaliencyAnalyzer(),
          Map.of("variant", "integrated_gradients", "n_steps", Integer.toString(steps)),
          Progress.none());
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

  /** A subject on this session that notes the micro-batches. */
  private final class Counted implements DelegatingSubject {
    private final Subject subject;

    Counted(Subject subject) {
      this.subject = subject;
    }

    @Override
    public Subject subject() {
      return subject;
    }

    @Override
    public ModelSession session() {
      return (ModelSession)
          Proxy.newProxyInstance(
              ModelSession.class.getClassLoader(),
              new Class<?>[] {ModelSession.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("evaluate")) {
                  int size = ((BatchSource) arguments[0]).size();
                  for (int from = 0; from < size; from += BATCH) {
                    batches.add(Math.min(BATCH, size - from));
                  }
                }
                try {
                  return method.invoke(session, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
