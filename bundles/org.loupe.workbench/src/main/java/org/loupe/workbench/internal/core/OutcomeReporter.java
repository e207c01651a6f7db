package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.loupe.analysis.Result;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.LoupeException;

/**
 * Tells the table of windows what the compared checkpoints said, whenever a result comes, or the
 * comparison or the dataset changes.
 */
final class OutcomeReporter {
  private static final Logger LOG = System.getLogger(OutcomeReporter.class.getName());

  private final Workspace workspace;
  private final CompareList compare;
  private final Executor worker;
  private final OutcomeBook book = new OutcomeBook();

  OutcomeReporter(Workspace workspace, CompareList compare, AnalysisRuns runs, Executor worker) {
    this.workspace = workspace;
    this.compare = compare;
    this.worker = worker;
    runs.onResult(result -> worker.execute(() -> add(result)));
    compare.comparison().onChange(now -> worker.execute(this::tell));
    workspace.facts().onChange(now -> worker.execute(this::tell));
    workspace.opened().onChange(now -> book.clear());
  }

  private void add(Result result) {
    Dataset data = workspace.facts().get().value().map(WindowFacts::dataset).orElse(null);
    Optional<Checkpoint> of =
        workspace.project().get().value().stream()
            .flatMap(open -> open.usable().stream())
            .filter(one -> one.sha256().equals(result.provenance().checkpointSha256()))
            .findFirst();
    boolean fits =
        data != null
            && of.isPresent()
            && result.provenance().compared().isEmpty()
            && WindowOutcomes.isTold(result.arrays().keySet())
            && data.sha256().equals(result.provenance().datasetSha256());
    if (!fits || data == null) {
      return;
    }
    try {
      book.add(result, of.get(), data);
      tell();
    } catch (LoupeException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          Sentences.of(LOG, "Reading what '" + of.get().name() + "' said of windows", e));
    }
  }

  private void tell() {
    workspace
        .facts()
        .get()
        .value()
        .ifPresent(
            facts -> {
              List<WindowOutcomes> said = book.of(facts.dataset(), compare.comparison().get());
              if (!facts.told().isOf(said)) {
                workspace.takeTold(facts, Told.of(facts.dataset().size(), said));
              }
            });
  }
}
