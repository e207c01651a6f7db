package org.loupe.model;

import java.util.List;

/**
 * A call of an exported method in place of forward. The windows that are evaluated carry its
 * arguments as inputs: those that the card knows are converted as it says, others are handed over
 * as they are.
 *
 * @param method the method's name
 * @param arguments names of the windows' inputs in the order of the method's arguments; optional
 *     inputs of the card may be missing at the end
 */
public record MethodCall(String method, List<String> arguments) {
  /** Copies the arguments. */
  public MethodCall {
    arguments = List.copyOf(arguments);
  }

  /** A method with the arguments of forward. */
  public static MethodCall likeForward(ModelCard card, String method) {
    return new MethodCall(method, card.inputs().stream().map(InputCard::name).toList());
  }
}
