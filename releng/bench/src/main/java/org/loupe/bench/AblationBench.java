package org.loupe.bench;

import static org.loupe.bench.RuntimeBench.median;
import static org.loupe.bench.RuntimeBench.print;
import static org.loupe.bench.RuntimeBench.repeat;

import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.DelegatingSubject;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Subject;
import org.loupe.method.ablation.internal.AblationAnalyzer;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Probe;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.internal.CheckpointSubjects;

/**
 * Measures ablation against the bare engine's passes that it needs: one forward and backward over
 * the windows, and one forward over them for each item. Medians of several rounds taken in turn;
 * all work of the method counts.
 */
final class AblationBench {
  private static final int ROUNDS = 5;
  private static final int WINDOWS = 64;

  private final Material material;
  private final String head;
  private final ModelSession session;

  /** On a session of one thread. */
  AblationBench(Material material, String head, ModelSession session) {
    this.material = material;
    this.head = head;
    this.session = session;
  }

  /** All of it. */
  void run() throws LoupeException {
    print("ablation of %d windows, one thread         bare passes      Loupe   ratio", WINDOWS);
    if (!session.probes().of(Probe.Kind.ATTENTION).isEmpty()) {
      compare("attention_heads");
    }
    boolean grouped =
        material.checkpoint().card().channels().values().stream()
            .anyMatch(set -> !set.groupings().isEmpty());
    if (grouped) {
      compare("channel_groups");
    }
  }

  private void compare(String over) throws LoupeException {
    Result first = analyze(over);
    int items = first.arrays().get("effect").shape()[0];
    int batch = first.provenance().microBatch();
    int batches = Math.max(1, WINDOWS / batch);
    double[][] seconds = new double[2][ROUNDS];
    try (BareLoop bare =
        new BareLoop(material.checkpoint(), material.windows().read(0, batch), head)) {
      for (int round = -1; round < ROUNDS; round++) {
        int kept = Math.max(0, round);
        double scale = (double) WINDOWS / (batches * batch);
        seconds[0][kept] =
            scale
                * (repeat(batches * items, bare::forward) + repeat(batches, bare::forwardBackward));
        long begin = System.nanoTime();
        analyze(over);
        seconds[1][kept] = (System.nanoTime() - begin) / 1e9;
      }
    }
    print(
        "%-38s %8.3f s  %7.3f s   %5.2f  (%d items, batch %d)",
        over,
        median(seconds[0]),
        median(seconds[1]),
        median(seconds[1]) / median(seconds[0]),
        items,
        batch);
  }

  private Result analyze(String over) throws LoupeException {
    return analyze(new AblationAnalyzer(), over);
  }

  private <P extends Record, R extends Result> R analyze(Analyzer<P, R> analyzer, String over)
      throws LoupeException {
    int count = Math.min(WINDOWS, material.dataset().size());
    Windows windows = new Windows(material.dataset(), IntStream.range(0, count).toArray());
    try (var opened =
        new CheckpointSubjects().of(material.checkpoint(), windows, 42, SessionOptions.AUTO)) {
      Subject subject = new OnSession(opened, session);
      P parameters =
          ParameterSchema.fromMap(
              analyzer.parameterType(), Map.of("over", over), analyzer.defaults(subject));
      return analyzer.analyze(subject, parameters, Progress.none());
    }
  }

  /** A subject on a session that is open already. */
  private record OnSession(Subject subject, ModelSession session) implements DelegatingSubject {}
}
