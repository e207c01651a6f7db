package org.loupe.runtime.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.model.ArrayReference;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.InputCard;
import org.loupe.model.MethodCall;
import org.loupe.model.ModelCard;
import org.loupe.model.Tensor;

/** What the card would say if an exported method were forward: it has no prediction heads. */
final class MethodCard {

  private MethodCard() {}

  /**
   * Describes the arguments of a method.
   *
   * @param window any one window with the arguments
   * @throws BadInputException if one is missing that cannot be left out
   */
  static ModelCard of(ModelCard card, MethodCall call, Batch window) throws BadInputException {
    List<InputCard> inputs = new ArrayList<>();
    for (String name : call.arguments()) {
      Tensor given = window.inputs().get(name);
      Optional<InputCard> known =
          card.inputs().stream().filter(input -> input.name().equals(name)).findFirst();
      if (given == null && known.isEmpty()) {
        throw new BadInputException(
            "Argument '"
                + name
                + "' of method '"
                + call.method()
                + "' is missing; there are "
                + window.inputs().keySet()
                + ".");
      }
      inputs.add(given == null ? known.get() : input(name, given, known));
    }
    return ModelCard.of(card.name(), inputs, List.of(), List.of());
  }

  /** One step's input has fewer axes than forward's. */
  private static InputCard input(String name, Tensor given, Optional<InputCard> known) {
    return new InputCard(
        name,
        known.map(InputCard::elementType).orElse(given.elementType()),
        given.axes().stream().map(Axis::dimension).toList(),
        ArrayReference.whole(name),
        null,
        null,
        known.map(InputCard::optional).orElse(false),
        null,
        null);
  }
}
