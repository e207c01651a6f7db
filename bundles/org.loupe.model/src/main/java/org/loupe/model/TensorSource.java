package org.loupe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value inside a model comes from. Exactly one of output, method and probe is given.
 *
 * @param output a key of the dict output
 * @param method an exported method with the arguments of forward
 * @param probe a probe's name
 * @param axes what the axes count; empty if the card does not say
 */
public record TensorSource(
    @Nullable String output,
    @Nullable String method,
    @Nullable String probe,
    List<Dimension> axes) {
  /** Copies the axes. */
  public TensorSource {
    axes = List.copyOf(axes);
  }
}
