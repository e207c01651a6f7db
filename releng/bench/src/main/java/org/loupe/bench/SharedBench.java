package org.loupe.bench;

import static org.loupe.bench.RuntimeBench.median;
import static org.loupe.bench.RuntimeBench.print;
import static org.loupe.bench.RuntimeBench.repeat;

import java.nio.file.Path;
import java.util.Map;
import java.util.logging.LogManager;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Forwards;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Subject;
import org.loupe.method.embeddings.internal.EmbeddingsAnalyzer;
import org.loupe.method.heads.internal.HeadsAnalyzer;
import org.loupe.method.tokens.internal.TokensAnalyzer;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.runtime.internal.DjlModelRuntime;
import org.loupe.runtime.internal.RuntimeSettings;

/**
 * Measures the methods that share one forward: prediction heads against the bare engine, then
 * tokens and embeddings with and without what was kept, and t-SNE. Medians of several rounds in
 * turn.
 */
public final class SharedBench {
  private static final int ROUNDS = 5;
  private static final int BATCH = 64;

  private SharedBench() {}

  /**
   * Runs it.
   *
   * @param arguments state folder, archive, card, dataset
   */
  public static void main(String[] arguments) throws LoupeException {
    LogManager.getLogManager().reset();
    Material material =
        Material.open(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
    try (DjlModelRuntime runtime =
            new DjlModelRuntime(RuntimeSettings.of(Path.of(arguments[0]).toAbsolutePath()));
        ModelSession session =
            runtime.open(material.checkpoint(), new SessionOptions(Device.CPU, 1))) {
      run(material, session);
    }
  }

  private static void run(Material material, ModelSession session) throws LoupeException {
    int windows = material.dataset().size();
    int rest = windows % BATCH;
    String head = material.checkpoint().card().heads().get(0).name();
    double[][] seconds = new double[7][ROUNDS];
    try (BareLoop full =
            new BareLoop(
                material.checkpoint(), material.windows().read(0, Math.min(BATCH, windows)), head);
        BareLoop last =
            new BareLoop(
                material.checkpoint(), material.windows().read(0, Math.max(1, rest)), head)) {
      for (int round = -1; round < ROUNDS; round++) {
        int kept = Math.max(0, round);
        seconds[0][kept] =
            repeat(windows / BATCH, full::forward) + repeat(rest == 0 ? 0 : 1, last::forward);
        Subject alone = DirectSubject.of(material, session, Forwards.NONE);
        seconds[1][kept] = analyze(new HeadsAnalyzer(), alone, Map.of());
        seconds[2][kept] = analyze(new TokensAnalyzer(), alone, Map.of());
        seconds[3][kept] = analyze(new EmbeddingsAnalyzer(), alone, Map.of());
        Subject shared =
            DirectSubject.of(material, session, new Forwards(Runtime.getRuntime().maxMemory() / 8));
        seconds[4][kept] =
            analyze(new HeadsAnalyzer(), shared, Map.of())
                + analyze(new TokensAnalyzer(), shared, Map.of());
        double plain = analyze(new EmbeddingsAnalyzer(), shared, Map.of());
        seconds[4][kept] += plain;
        seconds[5][kept] =
            analyze(new EmbeddingsAnalyzer(), shared, Map.of("projection", "tsne")) - plain;
        seconds[6][kept] =
            analyze(new EmbeddingsAnalyzer(), shared, Map.of("projection", "umap")) - plain;
      }
    }
    print(
        "%d windows, one thread                          bare %.2f s", windows, median(seconds[0]));
    double ratio = median(seconds[1]) / median(seconds[0]);
    print("all prediction heads                  %6.2f s   ratio %.2f", median(seconds[1]), ratio);
    double each = median(seconds[1]) + median(seconds[2]) + median(seconds[3]);
    print("heads, tokens, embeddings, each alone %6.2f s", each);
    print("the same, one shared forward          %6.2f s", median(seconds[4]));
    print("t-SNE, all processors                 %6.2f s", median(seconds[5]));
    print("UMAP                                  %6.2f s", median(seconds[6]));
  }

  private static <P extends Record, R extends Result> double analyze(
      Analyzer<P, R> analyzer, Subject subject, Map<String, String> changes) throws LoupeException {
    P parameters =
        ParameterSchema.fromMap(analyzer.parameterType(), changes, analyzer.defaults(subject));
    long begin = System.nanoTime();
    analyzer.analyze(subject, parameters, Progress.none());
    return (System.nanoTime() - begin) / 1e9;
  }
}
