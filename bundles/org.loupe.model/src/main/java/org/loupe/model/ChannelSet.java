package org.loupe.model;

import java.util.List;
import java.util.Map;

/**
 * The channels of an input.
 *
 * @param names one per channel, in the input's order
 * @param groupings per grouping (module, quantity, …) its groups, each a list of channel indices
 * @param units one per channel, or empty if the card gives none
 */
public record ChannelSet(
    List<String> names, Map<String, Map<String, List<Integer>>> groupings, List<String> units) {
  /** Copies the lists; the groupings keep their order. */
  public ChannelSet {
    names = List.copyOf(names);
    units = List.copyOf(units);
    groupings = Ordered.copyOf(groupings);
  }
}
