package org.loupe.analysis;

import java.util.List;
import java.util.stream.Stream;

/**
 * A display choice of a view. It changes what is drawn, never what was computed.
 *
 * @param name key in the {@link ViewState}
 * @param label shown to people
 * @param choices what it may be; the first is the default
 */
public record DisplayOption(String name, String label, List<String> choices) {
  /** Copies the choices. */
  public DisplayOption {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("option " + name + " has no choices");
    }
  }

  /** The same option with the choices of another one too, after its own. */
  public DisplayOption or(DisplayOption other) {
    return new DisplayOption(
        name, label, Stream.concat(choices.stream(), other.choices.stream()).distinct().toList());
  }
}
