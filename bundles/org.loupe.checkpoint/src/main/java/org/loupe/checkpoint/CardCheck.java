package org.loupe.checkpoint;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.Signature.Argument;
import org.loupe.model.BadInputException;
import org.loupe.model.CellStep;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.TensorSource;

/** Checks that a model card speaks of the model it stands beside. */
public final class CardCheck {
  /** What tracing names arguments it knows no name of. */
  private static final String UNNAMED = "(argument|input)_?\\.?\\d*";

  private CardCheck() {}

  /**
   * Compares the arguments of forward and the exported methods with the card.
   *
   * @param model of a TorchScript archive
   * @throws BadInputException if they do not fit, with both written out
   */
  public static void check(FileSummary model, ModelCard card) throws BadInputException {
    Signature forward =
        model
            .method("forward")
            .orElseThrow(
                () ->
                    new BadInputException(
                        model.file() + " has no method forward; export the model with one."));
    checkInputs(model, forward, card);
    checkMethod(model, card, "hidden", card.hidden());
    checkMethod(model, card, "states", card.states());
    checkMethod(model, card, "layers", card.layers());
    CellStep step = card.step();
    if (step != null) {
      requireMethod(model, card, "step", step.method());
    }
  }

  private static void checkInputs(FileSummary model, Signature forward, ModelCard card)
      throws BadInputException {
    List<Argument> arguments = forward.arguments();
    List<InputCard> inputs = card.inputs();
    boolean fits = inputs.size() <= arguments.size();
    for (int i = 0; fits && i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      fits = i < inputs.size() ? fits(model, argument, inputs.get(i)) : argument.isOptional();
    }
    if (!fits) {
      throw new BadInputException(
          "Card '"
              + card.name()
              + "' does not fit "
              + model.file()
              + ": the model's method is "
              + forward.describe()
              + ", the card's inputs are "
              + inputs.stream().map(CardCheck::describe).collect(Collectors.joining(", "))
              + ". List the arguments of forward in their order in the card.");
    }
  }

  private static boolean fits(FileSummary model, Argument argument, InputCard input) {
    boolean named =
        argument.name().equals(input.name())
            || model.kind() == FileSummary.Kind.TORCHSCRIPT_TRACED
                && argument.name().matches(UNNAMED);
    boolean tensor = argument.type().equals("Tensor") || argument.type().equals("Optional[Tensor]");
    return named && tensor && (!input.optional() || argument.isOptional());
  }

  private static String describe(InputCard input) {
    return input.name() + (input.optional() ? " (optional)" : "");
  }

  private static void checkMethod(
      FileSummary model, ModelCard card, String key, @Nullable TensorSource source)
      throws BadInputException {
    if (source != null && source.method() != null) {
      requireMethod(model, card, key, source.method());
    }
  }

  private static void requireMethod(FileSummary model, ModelCard card, String key, String method)
      throws BadInputException {
    if (model.method(method).isEmpty()) {
      throw new BadInputException(
          "Card '"
              + card.name()
              + "' names the method '"
              + method
              + "' under '"
              + key
              + "', but "
              + model.file()
              + " has "
              + model.methods().stream().map(Signature::name).collect(Collectors.joining(", "))
              + ".");
    }
  }
}
