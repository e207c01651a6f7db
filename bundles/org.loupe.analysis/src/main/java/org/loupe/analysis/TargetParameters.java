package org.loupe.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Target;

/**
 * The parameters of every method that explains a target.
 *
 * @param predictionHead the prediction head's name
 * @param objective what of the class is explained
 * @param classChoice {@code predicted}, {@code true}, or a class of the prediction head
 * @param step {@code all}, or an index
 * @param decoding whether the model sees the true previous tokens
 */
public record TargetParameters(
    @Parameter(
            label = "Prediction head",
            help = "The named output that is explained.",
            choices = Parameter.Choices.PREDICTION_HEADS)
        String predictionHead,
    @Parameter(
            name = "target",
            label = "Target",
            help =
                "What of the class is explained: its log-probability, its logit (for a regression head: the value) or its probability.")
        Target.Objective objective,
    @Parameter(
            name = "class",
            label = "Class",
            help =
                "The class that is explained: the predicted one at each step, the true one, or a class by name.",
            choices = Parameter.Choices.CLASSES)
        String classChoice,
    @Parameter(
            label = "Step",
            help = "The output step that is explained, counted from 0, or the sum over all steps.",
            choices = Parameter.Choices.STEPS)
        String step,
    @Parameter(
            label = "Decoding",
            help = "Whether the model sees the true previous tokens or its own.")
        Decoding decoding) {

  /** The value of {@link #classChoice} for the class of the largest logit. */
  public static final String PREDICTED = "predicted";

  /** The value of {@link #classChoice} for the true class. */
  public static final String TRUE = "true";

  /** The value of {@link #step} for the sum over all steps. */
  public static final String ALL = "all";

  private static final int MOST_NAMES = 20;

  /**
   * The usual target for a card: log-probability of the predicted class, summed over the steps of
   * the first categorical prediction head; the value of the first head if there is none.
   */
  public static TargetParameters defaults(ModelCard card) {
    return card.heads().stream()
        .filter(head -> head.kind() == PredictionHead.Kind.CATEGORICAL)
        .findFirst()
        .map(head -> of(head.name(), Target.Objective.LOG_PROBABILITY))
        .orElseGet(() -> of(card.heads().get(0).name(), Target.Objective.LOGIT));
  }

  private static TargetParameters of(String predictionHead, Target.Objective objective) {
    return new TargetParameters(predictionHead, objective, PREDICTED, ALL, Decoding.TEACHER_FORCED);
  }

  /**
   * The target these parameters stand for.
   *
   * @throws BadInputException if the card has no such head, class or step, naming what there is
   */
  public Target target(ModelCard card) throws BadInputException {
    PredictionHead head = head(card);
    if (head.kind() == PredictionHead.Kind.REGRESSION && objective != Target.Objective.LOGIT) {
      throw new BadInputException(
          "Prediction head '"
              + predictionHead
              + "' is a regression and has no probabilities; use target=logit to explain its value.");
    }
    if (head.kind() == PredictionHead.Kind.REGRESSION && classChoice.equals(TRUE)) {
      throw new BadInputException(
          "Prediction head '"
              + predictionHead
              + "' is a regression and has no true class; use class=predicted for the sum of its"
              + " values, or the name of one of them.");
    }
    return switch (classChoice) {
      case PREDICTED -> target(Target.ClassChoice.PREDICTED, -1);
      case TRUE -> {
        if (head.target() == null) {
          throw new BadInputException(
              "The card gives no target array for prediction head '"
                  + predictionHead
                  + "', so its true class is unknown; use class=predicted or a class name.");
        }
        yield target(Target.ClassChoice.TRUE, -1);
      }
      default -> target(Target.ClassChoice.NAMED, classIndex(head));
    };
  }

  private PredictionHead head(ModelCard card) throws BadInputException {
    List<String> names = card.heads().stream().map(PredictionHead::name).toList();
    int index = names.indexOf(predictionHead);
    if (index < 0) {
      throw new BadInputException(
          "There is no prediction head '"
              + predictionHead
              + "'; the card has "
              + String.join(", ", names)
              + ".");
    }
    return card.heads().get(index);
  }

  private int classIndex(PredictionHead head) throws BadInputException {
    int index = head.labels().indexOf(classChoice);
    if (index < 0) {
      throw new BadInputException(
          "Prediction head '"
              + predictionHead
              + "' has no class '"
              + classChoice
              + "'; use predicted, true or one of "
              + some(head.labels())
              + ".");
    }
    return index;
  }

  /** The first of many names: a head may have hundreds of classes. */
  private static String some(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
        + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
  }

  private Target target(Target.ClassChoice choice, int classIndex) throws BadInputException {
    return new Target(predictionHead, objective, choice, classIndex, stepIndex());
  }

  private @Nullable Integer stepIndex() throws BadInputException {
    if (step.equals(ALL)) {
      return null;
    }
    try {
      int index = Integer.parseInt(step);
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      // said below: the text is no number
    }
    throw new BadInputException(
        "Step '" + step + "' is neither 'all' nor an index counted from 0.");
  }
}
