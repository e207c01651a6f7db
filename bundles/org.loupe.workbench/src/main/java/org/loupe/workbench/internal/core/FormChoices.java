package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.loupe.analysis.ParameterField;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.ArrayReference;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Target;

/**
 * What parameters may be chosen from: only what fits the chosen prediction head.
 *
 * @param card of the model
 * @param dataset that the number of steps is taken from
 */
record FormChoices(ModelCard card, Dataset dataset) {
  /** Steps listed to choose from; others can be typed. */
  private static final int LISTED_STEPS = 512;

  private static final String LOGIT = "logit";

  /** The choices of a parameter; empty where any text is right. */
  List<Choice> of(ParameterField field, String head) {
    Optional<PredictionHead> chosen = head(head);
    return switch (field.choices()) {
      case FREE -> constants(field, chosen.filter(FormChoices::isRegression).isPresent());
      case PREDICTION_HEADS -> card.heads().stream().map(h -> Choice.plain(h.name())).toList();
      case CLASSES -> chosen.map(FormChoices::classes).orElse(List.of());
      case STEPS -> chosen.map(this::listedSteps).orElse(List.of());
      case EXPLAINED_INPUTS -> card.explain().stream().map(Choice::plain).toList();
    };
  }

  /** Says what is wrong with a step; empty if nothing is, as far as the data tell. */
  Optional<String> problemOfStep(String step, String head) {
    OptionalInt count = head(head).map(this::steps).orElse(OptionalInt.empty());
    if (step.equals(TargetParameters.ALL) || (isIndex(step) && count.isEmpty())) {
      return Optional.empty();
    }
    if (isIndex(step) && Integer.parseInt(step) < count.getAsInt()) {
      return Optional.empty();
    }
    return Optional.of(
        "There is no step '"
            + step
            + "'; write all"
            + (count.isEmpty()
                ? " or a number from 0."
                : count.getAsInt() == 1
                    ? " or 0."
                    : " or a number from 0 to " + (count.getAsInt() - 1) + "."));
  }

  private static boolean isIndex(String text) {
    return text.matches("\\d{1,9}");
  }

  private Optional<PredictionHead> head(String name) {
    return card.heads().stream().filter(h -> h.name().equals(name)).findFirst();
  }

  private static boolean isRegression(PredictionHead head) {
    return head.kind() == PredictionHead.Kind.REGRESSION;
  }

  /** A regression has neither probabilities nor classes: its logit is its value. */
  private static List<Choice> constants(ParameterField field, boolean regression) {
    if (regression && field.type() == Target.Objective.class) {
      return List.of(new Choice(LOGIT, "value"));
    }
    return field.constants().stream()
        .map(constant -> new Choice(constant, constant.replace('_', ' ')))
        .toList();
  }

  private static List<Choice> classes(PredictionHead head) {
    List<Choice> classes = new ArrayList<>();
    if (isRegression(head)) {
      if (head.labels().size() == 1) {
        return List.of(new Choice(TargetParameters.PREDICTED, head.labels().get(0)));
      }
      classes.add(new Choice(TargetParameters.PREDICTED, "sum of all values"));
    } else {
      classes.add(Choice.plain(TargetParameters.PREDICTED));
      if (head.target() != null) {
        classes.add(Choice.plain(TargetParameters.TRUE));
      }
    }
    head.labels().forEach(label -> classes.add(Choice.plain(label)));
    return classes;
  }

  private List<Choice> listedSteps(PredictionHead head) {
    List<Choice> listed = new ArrayList<>(List.of(Choice.plain(TargetParameters.ALL)));
    IntStream.range(0, Math.min(LISTED_STEPS, steps(head).orElse(0)))
        .mapToObj(step -> Choice.plain(Integer.toString(step)))
        .forEach(listed::add);
    return listed;
  }

  /** The number of steps that the head predicts at, where its true values tell. */
  private OptionalInt steps(PredictionHead head) {
    ArrayReference target = head.target();
    Dataset.ArrayInfo array = target == null ? null : dataset.arrays().get(target.array());
    if (target == null || array == null || !head.isSequence() || array.shape().length < 2) {
      return OptionalInt.empty();
    }
    int size = array.shape()[1];
    return OptionalInt.of(array.shape().length == 2 ? target.end(size) - target.start(size) : size);
  }
}
