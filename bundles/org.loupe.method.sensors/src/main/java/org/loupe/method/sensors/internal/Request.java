package org.loupe.method.sensors.internal;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.HeadMask;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Dataset;
import org.loupe.model.FloatTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

/**
 * What is asked for, held against the card and the data.
 *
 * @param parameters as given
 * @param card of the model
 */
record Request(SensorsParameters parameters, ModelCard card) {

  /**
   * Checks what the card alone tells.
   *
   * @throws BadInputException if head, class, step or input are not there or cannot be scored
   */
  void check() throws BadInputException {
    target();
    if (head().kind() != PredictionHead.Kind.CATEGORICAL) {
      throw new BadInputException(
          "Prediction head '"
              + parameters.predictionHead()
              + "' is a regression and has no "
              + parameters.score().words()
              + "; choose a categorical prediction head.");
    }
    if (needsTruth() && head().target() == null) {
      throw new BadInputException(
          "The card gives no target array for prediction head '"
              + parameters.predictionHead()
              + "', so its accuracy is unknown; use score=confidence.");
    }
    if (!card.explain().contains(parameters.wrt())) {
      throw new BadInputException(
          "Input '"
              + parameters.wrt()
              + "' is not one whose channels can be ranked; the card lists "
              + String.join(", ", card.explain())
              + " under 'explain'.");
    }
    if (!parameters.permutations().isBlank()
        && (!parameters.isPermutation() || parameters.over() != Over.TIME)) {
      throw new BadInputException(
          "Stored permutations exchange time steps, so they need kind=permutation and over=time.");
    }
  }

  private Target target() throws BadInputException {
    boolean named = parameters.score() == Score.LOG_PROBABILITY;
    boolean regression =
        card.heads().stream()
            .anyMatch(
                each ->
                    each.name().equals(parameters.predictionHead())
                        && each.kind() == PredictionHead.Kind.REGRESSION);
    return new TargetParameters(
            parameters.predictionHead(),
            regression ? Target.Objective.LOGIT : Target.Objective.LOG_PROBABILITY,
            named ? parameters.classChoice() : TargetParameters.PREDICTED,
            parameters.step(),
            parameters.decoding())
        .target(card);
  }

  private PredictionHead head() {
    return card.head(parameters.predictionHead());
  }

  /** The position that is scored, or null for all. */
  @Nullable Integer step() throws BadInputException {
    return target().step();
  }

  private boolean needsTruth() {
    return parameters.score() == Score.ACCURACY
        || parameters.score() == Score.LOG_PROBABILITY
            && parameters.classChoice().equals(TargetParameters.TRUE);
  }

  /** The classes that are looked for. */
  Scoring.Truth truth(FiniteSubject subject) throws BadInputException {
    Target target = target();
    if (!needsTruth()) {
      return parameters.score() == Score.LOG_PROBABILITY
              && target.classChoice() == Target.ClassChoice.NAMED
          ? new Scoring.Truth(new int[0], 0, target.classIndex())
          : Scoring.Truth.PREDICTED;
    }
    Dataset dataset = subject.windows().dataset();
    int[] numbers = subject.windows().numbers();
    Tensor stored = dataset.read(Objects.requireNonNull(head().target()), numbers);
    boolean[] counts = HeadMask.counts(head(), dataset, numbers, stored.size());
    int[] classes = new int[stored.size()];
    for (int i = 0; i < classes.length; i++) {
      double value = stored.number(i);
      boolean known = value >= 0 && value < Math.max(1, head().labels().size());
      classes[i] = counts[i] && (known || head().labels().isEmpty()) ? (int) value : -1;
    }
    return new Scoring.Truth(classes, stored.size() / numbers.length, -1);
  }

  /**
   * The windows that have a position that counts.
   *
   * @throws BadInputException if none has
   */
  FiniteSubject scored(FiniteSubject subject, Scoring.Truth truth) throws BadInputException {
    @Nullable Integer step = step();
    int[] places =
        IntStream.range(0, subject.windows().size()).filter(n -> truth.counts(n, step)).toArray();
    if (places.length == 0) {
      throw new BadInputException(
          "None of the windows has a true class of prediction head '"
              + parameters.predictionHead()
              + "' at a position that counts; choose other windows, or score=confidence.");
    }
    return new FiniteSubject(subject, places);
  }

  /** The finding that windows have no position that counts. */
  Finding unscored(FiniteSubject all, FiniteSubject scored) {
    int out = all.windows().size() - scored.windows().size();
    return new Finding(
        "no_targets",
        String.format(
            "%d of %d windows %s left out: no position of %s counts there, so there is no %s.",
            out,
            all.windows().size(),
            out == 1 ? "is" : "are",
            parameters.predictionHead(),
            parameters.score().words()),
        List.of((double) out, (double) all.windows().size()),
        "said whenever a window has no position that counts",
        null);
  }

  /** The ranked input of the first window, [1, …]. */
  FloatTensor first(BatchSource inputs) throws BadInputException {
    if (inputs.read(0, 1).inputs().get(parameters.wrt()) instanceof FloatTensor tensor) {
      return tensor;
    }
    throw new BadInputException(
        "Input '"
            + parameters.wrt()
            + "' holds no floating-point numbers, so its channels cannot be changed; choose a continuous input.");
  }
}
