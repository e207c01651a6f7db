package org.loupe.runtime.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.loupe.model.BadInputException;
import org.loupe.model.Gradient;
import org.loupe.model.InputCard;
import org.loupe.model.Intervention;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Query;
import org.loupe.model.Target;

/**
 * A query that has been checked against the card and the probes, as far as that goes without
 * running the model.
 *
 * @param card what the tensors mean
 * @param query what is wanted
 * @param targets the distinct targets of the gradients, in order
 * @param inputs with respect to which gradients are wanted
 * @param leaves probes with respect to whose values gradients are wanted
 * @param reads probes whose values are wanted, or needed
 */
record QueryPlan(
    ModelCard card,
    Query query,
    List<Target> targets,
    Set<String> inputs,
    Set<String> leaves,
    Set<String> reads) {

  /**
   * Checks a query.
   *
   * @param probes of the model
   * @throws BadInputException if the model has no such head, input or probe, or the target makes no
   *     sense
   */
  static QueryPlan of(ModelCard card, Query query, ProbeNames probes) throws BadInputException {
    Set<Target> targets = new LinkedHashSet<>();
    Set<String> inputs = new LinkedHashSet<>();
    Set<String> leaves = new LinkedHashSet<>();
    Set<String> reads = new LinkedHashSet<>();
    for (Gradient gradient : query.gradients()) {
      Target target = gradient.target();
      targets.add(target);
      Optional<PredictionHead> head = findHead(card, target.predictionHead());
      if (head.isPresent()) {
        check(head.get(), target);
      } else {
        checkElement(card, target);
        probes.find(target.predictionHead()).ifPresent(probe -> reads.add(probe.probe()));
      }
      switch (gradient.place()) {
        case INPUT -> {
          checkInput(card, gradient.name());
          inputs.add(gradient.name());
        }
        case PROBE -> leaves.add(probes.get(gradient.name()).probe());
      }
    }
    for (String name : query.probes()) {
      reads.add(probes.get(name).probe());
    }
    for (Intervention intervention : query.interventions()) {
      // recorded too, which tells whether the probe fired at all
      reads.add(probes.get(intervention.probe()).probe());
    }
    return new QueryPlan(card, query, new ArrayList<>(targets), inputs, leaves, reads);
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

  /** The prediction head of that name. */
  static Optional<PredictionHead> findHead(ModelCard card, String name) {
    return card.heads().stream().filter(head -> head.name().equals(name)).findFirst();
  }

  /** What is no prediction head has no classes: only its elements can be explained. */
  private static void checkElement(ModelCard card, Target target) throws BadInputException {
    if (target.objective() != Target.Objective.LOGIT
        || target.classChoice() != Target.ClassChoice.NAMED) {
      throw new BadInputException(
          "There is no prediction head '"
              + target.predictionHead()
              + "'; the card has "
              + card.heads().stream().map(PredictionHead::name).toList()
              + ". Of another output or a probe a single element can be explained.");
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
    return !targets.isEmpty();
  }

  /** Whether the module must be armed. */
  boolean isInside() {
    return !reads.isEmpty() || !leaves.isEmpty();
  }

  /** All probes that take part. */
  Set<String> probes() {
    Set<String> all = new LinkedHashSet<>(reads);
    all.addAll(leaves);
    return all;
  }
}
