package org.loupe.method.heads.internal;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.Perturbation;
import org.loupe.analysis.Subject;
import org.loupe.analysis.VariantSource;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;

/** What a model says when its explained inputs say nothing, or speak of other windows. */
final class InputBaselines {
  private final Subject subject;
  private final HeadsParameters parameters;
  private final List<String> heads;

  InputBaselines(Subject subject, HeadsParameters parameters) {
    this.subject = subject;
    this.parameters = parameters;
    this.heads = subject.card().heads().stream().map(PredictionHead::name).toList();
  }

  /** With every explained input zero. */
  Gathered zeroed(Progress progress) throws LoupeException {
    return evaluate(
        (input, source) ->
            (window, variant, values, offset) ->
                Arrays.fill(values, offset, offset + length(input, source), 0),
        progress.named("inputs zeroed"));
  }

  /** With the explained inputs of other windows; all other inputs stay. */
  Gathered shuffled(Progress progress) throws LoupeException {
    int[] order = shuffle(subject.windows().size(), subject.seed());
    return evaluate(
        (input, source) ->
            (window, variant, values, offset) -> {
              FloatTensor other =
                  (FloatTensor) source.read(order[window], order[window] + 1).inputs().get(input);
              System.arraycopy(other.values(), 0, values, offset, other.size());
            },
        progress.named("inputs shuffled"));
  }

  private interface Change {
    Perturbation of(String input, BatchSource source);
  }

  private Gathered evaluate(Change change, Progress progress) throws LoupeException {
    List<String> targets =
        subject.card().heads().stream()
            .filter(head -> HeadPredictions.hasTruth(head, subject))
            .map(PredictionHead::name)
            .toList();
    BatchSource source = subject.inputs(parameters.decoding(), targets);
    BatchSource changed = source;
    for (String input : subject.card().explain()) {
      changed = new VariantSource(changed, 1, input, change.of(input, source));
    }
    Gathered gathered = Gathered.of(subject.card(), subject.windows().size());
    subject
        .session()
        .evaluate(changed, Query.outputs(heads.toArray(new String[0])), gathered, progress);
    return gathered;
  }

  private static int length(String input, BatchSource source) throws BadInputException {
    return source.read(0, 1).inputs().get(input).size();
  }

  /** Fisher and Yates. */
  private static int[] shuffle(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
