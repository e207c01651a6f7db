package org.loupe.model;

import java.util.List;

/**
 * The wiring of a Neural Circuit Policy.
 *
 * @param neuronTypes one of sensory, inter, command, motor per state unit
 * @param adjacency signed synapses, [from][to], −1, 0 or 1; empty if the card gives none
 */
public record Wiring(List<String> neuronTypes, List<List<Integer>> adjacency) {
  /** Copies the lists. */
  public Wiring {
    neuronTypes = List.copyOf(neuronTypes);
    adjacency = List.copyOf(adjacency);
  }
}
