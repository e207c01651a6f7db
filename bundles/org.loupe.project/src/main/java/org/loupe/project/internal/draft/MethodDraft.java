package org.loupe.project.internal.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Signature;
import org.loupe.checkpoint.Signature.Argument;
import org.loupe.model.CellStep;
import org.loupe.model.Dimension;
import org.loupe.model.TensorSource;
import org.loupe.project.internal.draft.Names.Meaning;

/** Drafts {@code states}, {@code layers} and {@code step} from exported methods. */
final class MethodDraft {
  private static final List<String> STATES = List.of("states", "hidden_states", "state_sequence");
  private static final List<String> LAYERS = List.of("backbone", "layers", "activations");
  private static final List<String> STEP = List.of("step", "cell_step");
  private static final List<String> STATE = List.of("state", "h", "hx", "hidden", "h0", "h_prev");

  private final FileSummary model;
  private final CardSketch card;
  private final Guesses guesses;

  MethodDraft(FileSummary model, CardSketch card, Guesses guesses) {
    this.model = model;
    this.card = card;
    this.guesses = guesses;
  }

  void draft() {
    @Nullable Signature states = like(STATES, "Tensor");
    if (states != null) {
      List<Dimension> axes = List.of(Dimension.WINDOW, Dimension.TIME, Dimension.UNIT);
      card.states = new TensorSource(null, states.name(), null, axes);
      guesses.likely(
          "/states",
          Map.of("method", states.name(), "axes", Guesses.value(axes)),
          describe(states) + " has the arguments of forward.");
    }
    @Nullable Signature layers = like(LAYERS, "Dict[str, Tensor]");
    if (layers != null && states != null) {
      card.layers = new TensorSource(null, layers.name(), null, List.of());
      guesses.likely(
          "/layers", Map.of("method", layers.name()), describe(layers) + " gives named tensors.");
    }
    model.methods().stream()
        .filter(method -> STEP.contains(method.name()))
        .findFirst()
        .ifPresent(this::step);
  }

  private @Nullable Signature like(List<String> names, String returns) {
    Optional<Signature> forward = model.method("forward");
    return model.methods().stream()
        .filter(method -> names.contains(method.name()))
        .filter(method -> method.returns().equals(returns))
        .filter(
            method -> forward.isPresent() && method.arguments().equals(forward.get().arguments()))
        .findFirst()
        .orElse(null);
  }

  private void step(Signature method) {
    List<String> arguments = new ArrayList<>();
    for (Argument argument : method.arguments()) {
      if (STATE.contains(argument.name())) {
        arguments.add("state");
      } else if (Meaning.TIMESPANS.has(argument.name())) {
        arguments.add("timespans");
      } else if (!arguments.contains("x")) {
        arguments.add("x");
      } else {
        return;
      }
    }
    if (arguments.contains("state") && arguments.contains("x")) {
      card.step = new CellStep(method.name(), arguments, "zeros");
      guesses.likely(
          "/step",
          Map.of("method", method.name(), "arguments", List.copyOf(arguments)),
          describe(method) + " takes an input and a state.");
    }
  }

  private static String describe(Signature method) {
    return "The method " + method.describe();
  }
}
