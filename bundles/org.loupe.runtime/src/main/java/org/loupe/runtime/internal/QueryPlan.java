package org.loupe.runtime.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.loupe.model.BadInputException;
import org.loupe.model.Gradient;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Query;
import org.loupe.model.Target;

/**
 * A query that has been checked against the card, as far as that goes without running the model.
 *
 * @param card what the tensors mean
 * @param query what is wanted
 * @param targets the distinct targets of the gradients, in order
 * @param differentiated the inputs with respect to which gradients are wanted
 */
record QueryPlan(ModelCard card, Query query, List<Target> targets, Set<String> differentiated) {

  /**
   * Checks a query.
   *
   * @throws BadInputException if the card has no such head or input, or the target makes no sense
   */
  static QueryPlan of(ModelCard card, Query query) throws BadInputException {
    Set<Target> targets = new LinkedHashSet<>();
    Set<String> inputs = new LinkedHashSet<>();
    for (Gradient gradient : query.gradients()) {
      checkInput(card, gradient.name());
      check(head(card, gradient.target().predictionHead()), gradient.target());
      targets.add(gradient.target());
      inputs.add(gradient.name());
    }
    return new QueryPlan(card, query, new ArrayList<>(targets), inputs);
  }

  private static void checkInput(ModelCard card, String name) throws BadInputException {
    InputCard input;
    try {
      input = card.input(name);
    } catch (NoSuchElementException e) {
      throw new BadInputException(
          "There is no input '"
              + name
              + "' to differentiate by; the card has "
              + card.inputs().stream().map(InputCard::name).toList()
              + ".",
          e);
    }
    if (!input.elementType().isFloatingPoint()) {
      throw new BadInputException(
          "Input '"
              + name
              + "' is "
              + input.elementType().key()
              + " and has no gradient; choose a floating point input.");
    }
  }

  /**
   * The head of that name.
   *
   * @throws BadInputException if there is none
   */
  static PredictionHead head(ModelCard card, String name) throws BadInputException {
    try {
      return card.head(name);
    } catch (NoSuchElementException e) {
      throw new BadInputException(
          "There is no prediction head '"
              + name
              + "'; the card has "
              + card.heads().stream().map(PredictionHead::name).toList()
              + ".",
          e);
    }
  }

  private static void check(PredictionHead head, Target target) throws BadInputException {
    if (head.kind() == PredictionHead.Kind.REGRESSION) {
      if (target.objective() != Target.Objective.LOGIT) {
        throw new BadInputException(
            "Prediction head '"
                + head.name()
                + "' is a regression and has no probabilities; explain its value with the objective"
                + " LOGIT.");
      }
      if (target.classChoice() == Target.ClassChoice.TRUE) {
        throw new BadInputException(
            "Prediction head '"
                + head.name()
                + "' is a regression and has no true class; choose class=predicted for the sum of its"
                + " values or NAMED for one of them.");
      }
    }
    if (target.step() != null && head.axes().size() != 3) {
      throw new BadInputException(
          "Prediction head '"
              + head.name()
              + "' has no axis of steps, so there is no step "
              + target.step()
              + "; leave the step out.");
    }
  }

  /** Whether anything is differentiated. */
  boolean hasGradients() {
    return !differentiated.isEmpty();
  }
}
