package org.loupe.method.heads.internal;

import java.util.List;
import java.util.SplittableRandom;
import org.loupe.analysis.ChangedInputs;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.RandomStreams;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.LoupeException;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;

/** What a model says when its explained inputs say nothing, or speak of other windows. */
final class InputBaselines {
  private final Subject subject;
  private final ChangedInputs inputs;
  private final Query outputs;

  /**
   * Of a subject's windows, one or more.
   *
   * @throws BadInputException if an explained input cannot be zeroed
   */
  InputBaselines(Subject subject, HeadsParameters parameters) throws BadInputException {
    List<PredictionHead> heads = subject.card().heads();
    List<String> targets =
        heads.stream()
            .filter(head -> HeadPredictions.hasTruth(head, subject))
            .map(PredictionHead::name)
            .toList();
    BatchSource source = subject.inputs(parameters.decoding(), targets);
    this.subject = subject;
    this.inputs = new ChangedInputs(source, subject.card().explain());
    this.outputs = Query.outputs(heads.stream().map(PredictionHead::name).toArray(String[]::new));
  }

  /** With every explained input zero. */
  Gathered zeroed(Progress progress) throws LoupeException {
    return evaluate(ChangedInputs.zeros(subject.windows().size()), progress.named("inputs zeroed"));
  }

  /** With the explained inputs of other windows, in a random order; all other inputs stay. */
  Gathered shuffled(Progress progress) throws LoupeException {
    int[] order =
        RandomStreams.permutation(subject.windows().size(), new SplittableRandom(subject.seed()));
    return evaluate(order, progress.named("inputs shuffled"));
  }

  private Gathered evaluate(int[] windows, Progress progress) throws LoupeException {
    BatchSource changed = inputs.of(subject.card().explain(), List.of(windows));
    Gathered gathered = Gathered.of(subject.card(), subject.windows().size());
    subject.session().evaluate(changed, outputs, gathered, progress);
    return gathered;
  }
}
