package org.loupe.method.temporal.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Target;

/**
 * What F is.
 *
 * @param targets whose sum it is
 * @param readouts the outputs that it is made of
 * @param words 'sum of all outputs of next'
 */
record Explained(List<Target> targets, List<Readout> readouts, String words) {

  /**
   * Reads the parameters.
   *
   * @throws BadInputException if the card has no such head, class or step
   */
  static Explained of(ImportanceParameters parameters, ModelCard card) throws BadInputException {
    return parameters.objective() == Objective.SUM
        ? sum(card, parameters.target().decoding())
        : single(parameters.target(), card);
  }

  private static Explained sum(ModelCard card, Decoding decoding) {
    List<PredictionHead> regressions =
        card.heads().stream().filter(head -> !Readout.all(head).isCategorical()).toList();
    boolean values = !regressions.isEmpty();
    List<PredictionHead> heads = values ? regressions : card.heads();
    Target.Objective objective = values ? Target.Objective.LOGIT : Target.Objective.LOG_PROBABILITY;
    String names = String.join(", ", heads.stream().map(PredictionHead::name).toList());
    return new Explained(
        heads.stream()
            .map(head -> new Target(head.name(), objective, Target.ClassChoice.PREDICTED, -1, null))
            .toList(),
        heads.stream().map(Readout::all).toList(),
        (values
                ? "sum of all outputs of "
                : "sum of the log-probabilities of the predicted classes of ")
            + names
            + running(decoding));
  }

  private static Explained single(TargetParameters parameters, ModelCard card)
      throws BadInputException {
    Target target = parameters.target(card);
    PredictionHead head = card.head(target.predictionHead());
    return new Explained(
        List.of(target),
        List.of(new Readout(head, target.step(), target.classIndex())),
        scalar(parameters, head)
            + " of "
            + head.name()
            + (target.step() == null ? ", summed over all steps" : " at step " + target.step())
            + running(parameters.decoding()));
  }

  private static String scalar(TargetParameters target, PredictionHead head) {
    String choice =
        switch (target.classChoice()) {
          case TargetParameters.PREDICTED -> "the predicted class";
          case TargetParameters.TRUE -> "the true class";
          default -> "class " + target.classChoice();
        };
    if (!Readout.all(head).isCategorical()) {
      return target.classChoice().equals(TargetParameters.PREDICTED)
          ? "sum of all values"
          : "value " + target.classChoice();
    }
    return switch (target.objective()) {
          case LOG_PROBABILITY -> "log-probability";
          case LOGIT -> "logit";
          case PROBABILITY -> "probability";
        }
        + " of "
        + choice;
  }

  private static String running(Decoding decoding) {
    return decoding == Decoding.FREE_RUNNING ? ", free-running" : "";
  }

  /** Names of the prediction heads whose true classes are explained. */
  List<String> truths() {
    return targets.stream()
        .filter(target -> target.classChoice() == Target.ClassChoice.TRUE)
        .map(Target::predictionHead)
        .toList();
  }

  /** The only prediction head, or null where there are several. */
  @Nullable String predictionHead() {
    return targets.size() == 1 ? targets.get(0).predictionHead() : null;
  }

  /** Names of the prediction heads. */
  String[] heads() {
    return readouts.stream().map(readout -> readout.head().name()).toArray(String[]::new);
  }

  /** What the outputs are that changes are measured in. */
  String outputs() {
    return readouts.stream().allMatch(Readout::isCategorical) ? "class probabilities" : "outputs";
  }
}
