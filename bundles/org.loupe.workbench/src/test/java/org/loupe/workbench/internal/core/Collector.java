package org.loupe.workbench.internal.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Subject;
import org.loupe.model.Progress;

/** Tells the number of results it got as the micro-batch. */
final class Collector implements Analyzer<Collector.Nothing, Bench.TestResult> {
  @Override
  public Info info() {
    return new Info("collect", "Collect", "", "", "", "1", List.of(Info.Need.RESULTS));
  }

  @Override
  public Class<Nothing> parameterType() {
    return Nothing.class;
  }

  @Override
  public Class<Bench.TestResult> resultType() {
    return Bench.TestResult.class;
  }

  @Override
  public Nothing defaults(Subject subject) {
    return new Nothing();
  }

  @Override
  public Bench.TestResult analyze(Subject subject, Nothing parameters, Progress progress) {
    Provenance first = subject.digests().get(0).provenance();
    return new Bench.TestResult(
        new Provenance(
            "collect",
            "1",
            Map.of(),
            subject.seed(),
            subject.checkpoint().name(),
            subject.checkpoint().sha256(),
            first.dataset(),
            first.datasetSha256(),
            subject.windows().numbers(),
            first.device(),
            first.engine(),
            subject.digests().size(),
            Duration.ZERO));
  }

  /** Nothing to choose. */
  record Nothing() {}
}
