package org.loupe.method.summary.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Digest;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.osgi.service.component.annotations.Component;

/**
 * Puts the findings of all results of a checkpoint together and says which confirm each other. It
 * knows no method: recommendations are made, by their stated rules, where the numbers are.
 */
@Component(service = Analyzer.class)
public final class SummaryAnalyzer implements Analyzer<SummaryParameters, SummaryResult> {
  static final String ID = "summary";

  private static final Info INFO =
      new Info(
          ID,
          "Summary",
          "What all methods found about a checkpoint, what to do about it, and which findings a second method confirms or contradicts.",
          "It knows only what has been computed; methods that were not run may say otherwise, and two methods can err alike.",
          "Agreement: hypergeometric test of the overlap, R. A. Fisher: The Logic of Inductive Inference, 1935",
          "1",
          List.of(Info.Need.RESULTS));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<SummaryParameters> parameterType() {
    return SummaryParameters.class;
  }

  @Override
  public Class<SummaryResult> resultType() {
    return SummaryResult.class;
  }

  @Override
  public SummaryParameters defaults(Subject subject) {
    return new SummaryParameters();
  }

  @Override
  public SummaryResult analyze(Subject subject, SummaryParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    List<? extends Digest> digests =
        subject.digests().stream()
            .filter(digest -> !digest.provenance().analyzer().equals(ID))
            .toList();
    if (digests.isEmpty()) {
      throw new BadInputException(
          "There are no results of '"
              + subject.checkpoint().name()
              + "' on dataset '"
              + subject.windows().dataset().name()
              + "' to put together; run other methods first.");
    }
    progress.checkCancelled();
    Provenance provenance = provenance(subject, digests.get(0).provenance(), started);
    List<String> methods =
        digests.stream().map(digest -> digest.provenance().analyzer()).distinct().toList();
    return new SummaryResult(provenance, methods, Collected.of(digests));
  }

  /** No model is run: what computed is what computed the results. */
  private static Provenance provenance(Subject subject, Provenance first, long started) {
    return new Provenance(
        ID,
        INFO.version(),
        Map.of(),
        subject.seed(),
        subject.checkpoint().name(),
        subject.checkpoint().sha256(),
        subject.windows().dataset().name(),
        subject.windows().dataset().sha256(),
        subject.windows().numbers(),
        first.device(),
        first.engine(),
        0,
        Duration.ofNanos(System.nanoTime() - started));
  }
}
