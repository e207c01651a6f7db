package org.loupe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a model's {@code forward}.
 *
 * @param name the argument's name
 * @param elementType what the model expects; data of another type are converted
 * @param axes what the axes count, the window first
 * @param data where its values stand in a dataset
 * @param channels key into {@link ModelCard#channels()} for the channel axis, or null
 * @param vocabulary key into {@link ModelCard#vocabularies()} for token inputs, or null
 * @param optional whether forward can do without it
 * @param role {@code timespans} for the time deltas of liquid networks, or null
 * @param unit the physical unit of all values, or null
 */
public record InputCard(
    String name,
    ElementType elementType,
    List<Dimension> axes,
    ArrayReference data,
    @Nullable String channels,
    @Nullable String vocabulary,
    boolean optional,
    @Nullable String role,
    @Nullable String unit) {
  /** Copies the axes. */
  public InputCard {
    axes = List.copyOf(axes);
  }
}
