package org.loupe.bench;

import static org.loupe.bench.RuntimeBench.evaluate;
import static org.loupe.bench.RuntimeBench.median;
import static org.loupe.bench.RuntimeBench.print;
import static org.loupe.bench.RuntimeBench.repeat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.loupe.checkpoint.ProbeWriter;
import org.loupe.model.Axis;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Probe;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.project.internal.data.Sha256;
import org.loupe.runtime.internal.DjlModelRuntime;

/** Measures what probes cost, medians of several rounds taken in turn. */
final class ProbeBench {

  private static final int ROUNDS = 9;
  private static final int OPENINGS = 5;

  /** Enough to tell one percent. */
  private static final int UNUSED_ROUNDS = 60;

  /** A larger TorchScript archive, to measure opening on. */
  private static final String LARGE = "LOUPE_BENCH_LARGE";

  private final Path state;
  private final Material material;
  private final String head;

  ProbeBench(Path state, Material material, String head) {
    this.state = state;
    this.material = material;
    this.head = head;
  }

  void run(DjlModelRuntime runtime, ModelSession session) throws IOException, LoupeException {
    for (int batch : new int[] {1, 16}) {
      disarmed(batch);
    }
    reading(session);
    opening(runtime, material.checkpoint());
    String large = System.getenv(LARGE);
    if (large == null) {
      print("opening a large archive: not measured, %s names none", LARGE);
    } else {
      Path file = Path.of(large).toAbsolutePath();
      // Only opened, never evaluated: the card need not fit.
      opening(
          runtime,
          new Checkpoint(
              file.getFileName().toString(),
              file,
              null,
              Sha256.of(file),
              material.checkpoint().card()));
    }
  }

  /**
   * The engine alone, on the archive as it was saved and on that with probes: processor time, which
   * other work on the machine changes least.
   */
  private void disarmed(int batch) throws LoupeException, IOException {
    Path probed = Files.createDirectories(state).resolve("bench.pt");
    ProbeWriter.write(material.checkpoint().file(), ProbeWriter.Depth.ATTENTION, Map.of(), probed);
    int times = batch == 1 ? 6 : 1;
    double[][] seconds = new double[2][UNUSED_ROUNDS];
    var windows = material.windows().read(0, batch);
    try (BareLoop plain = new BareLoop(material.checkpoint(), windows, head);
        BareLoop withProbes = new BareLoop(material.checkpoint(), probed, windows, head)) {
      for (int round = -3; round < UNUSED_ROUNDS; round++) {
        int kept = Math.max(0, round);
        seconds[0][kept] = processor(times, plain::forward);
        seconds[1][kept] = processor(times, withProbes::forward);
      }
    }
    line("forward, probes unused, batch " + batch, seconds[0], seconds[1], 1e3 / (times * batch));
  }

  /** Seconds of processor time that this thread needs. */
  private static double processor(int times, Runnable action) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      action.run();
    }
    return (threads.getCurrentThreadCpuTime() - begin) / 1e9;
  }

  private static void line(String what, double[] without, double[] with, double scale) {
    print(
        "%-38s %8.3f ms %7.3f ms  %5.2f",
        what, median(without) * scale, median(with) * scale, median(with) / median(without));
  }

  private void reading(ModelSession session) throws LoupeException {
    int batch = 16;
    int times = 3;
    BatchSource source = material.repeated(batch, times);
    Query forward = Query.outputs(head).withMicroBatch(batch);
    evaluate(session, source, forward);
    Query all = forward.withProbes(names(session.probes().all()));
    List<Probe> attention = session.probes().of(Probe.Kind.ATTENTION);
    Query weights = forward.withProbes(names(attention));
    print("per window, one thread                     forward     inside   ratio");
    ratio(session, source, forward, all, "reading all " + all.probes().size() + " probes");
    if (!attention.isEmpty()) {
      ratio(session, source, forward, weights, "reading " + attention.size() + " attentions");
      ratio(
          session,
          source,
          forward,
          forward.under(ablation(session, source, attention.get(0).name())),
          "ablating an attention head");
    }
  }

  private static String[] names(List<Probe> probes) {
    return probes.stream().map(Probe::name).toArray(String[]::new);
  }

  private static void ratio(
      ModelSession session, BatchSource source, Query forward, Query inside, String what)
      throws LoupeException {
    double[][] seconds = new double[2][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      int kept = Math.max(0, round);
      seconds[0][kept] = evaluate(session, source, forward);
      seconds[1][kept] = evaluate(session, source, inside);
    }
    line(what, seconds[0], seconds[1], 1e3 / source.size());
  }

  /** The first attention head of a probe does nothing. */
  private static Intervention ablation(ModelSession session, BatchSource source, String probe)
      throws LoupeException {
    FloatTensor[] read = new FloatTensor[1];
    session.evaluate(
        source,
        Query.probes(probe),
        evaluation -> read[0] = evaluation.probes().get(probe),
        Progress.none());
    int[] shape = read[0].shape();
    boolean several = shape.length == 4;
    float[] factors = new float[several ? shape[1] : 1];
    Arrays.fill(factors, 1);
    factors[0] = 0;
    Axis[] axes = new Axis[shape.length];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = new Axis("axis " + i, Dimension.VALUE, several && i == 1 ? factors.length : 1);
    }
    return Intervention.scale(probe, FloatTensor.of(factors, axes));
  }

  /** Seconds of loading the file alone, of opening it the first time, and the next time. */
  private void opening(DjlModelRuntime runtime, Checkpoint checkpoint)
      throws IOException, LoupeException {
    double[][] seconds = new double[3][OPENINGS];
    for (int round = 0; round < OPENINGS; round++) {
      seconds[0][round] = repeat(1, () -> BareLoop.load(checkpoint.file()));
      forget();
      for (int kind = 1; kind < 3; kind++) {
        long begin = System.nanoTime();
        runtime.open(checkpoint, new SessionOptions(Device.CPU, 1)).close();
        seconds[kind][round] = (System.nanoTime() - begin) / 1e9;
      }
    }
    print(
        "opening %s: loading alone %.2f s, the first time %.2f s, then %.2f s",
        checkpoint.name(), median(seconds[0]), median(seconds[1]), median(seconds[2]));
  }

  private void forget() throws IOException {
    Path archives = state.toAbsolutePath().resolve("archives");
    try (Stream<Path> files = Files.list(archives)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
