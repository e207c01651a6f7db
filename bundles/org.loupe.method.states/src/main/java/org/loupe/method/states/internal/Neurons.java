package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;
import org.loupe.model.Wiring;

/**
 * The units of a state in the order in which signals pass them: sensory, inter, command, motor. A
 * model without wiring keeps its own order.
 *
 * @param order units, in that order; shared, not copied
 * @param groups per unit the place of its type among {@code types}; shared, not copied
 * @param types those that occur, in that order; empty without wiring
 * @param adjacency signed synapses [from][to] between units; empty if the card gives none
 */
record Neurons(int[] order, int[] groups, List<String> types, List<List<Integer>> adjacency) {
  private static final List<String> PASSED = List.of("sensory", "inter", "command", "motor");

  /** Copies the lists. */
  Neurons {
    types = List.copyOf(types);
    adjacency = List.copyOf(adjacency);
  }

  /**
   * Orders units.
   *
   * @throws BadInputException if the wiring is of another number of units
   */
  static Neurons of(@Nullable Wiring wiring, int units) throws BadInputException {
    int[] own = IntStream.range(0, units).toArray();
    if (wiring == null) {
      return new Neurons(own, new int[units], List.of(), List.of());
    }
    List<String> each = wiring.neuronTypes();
    if (each.size() != units) {
      throw new BadInputException(
          "The card's wiring has "
              + each.size()
              + " neuron types, but the state has "
              + units
              + " units; correct 'wiring' in the card.");
    }
    List<List<Integer>> adjacency = wiring.adjacency();
    if (!adjacency.isEmpty()
        && (adjacency.size() != units || adjacency.stream().anyMatch(row -> row.size() != units))) {
      throw new BadInputException(
          "The card's wiring has an adjacency of "
              + Tensor.describe(
                  adjacency.size(), adjacency.stream().mapToInt(List::size).max().orElse(0))
              + ", but the state has "
              + units
              + " units; correct 'wiring' in the card.");
    }
    List<String> types = new ArrayList<>(PASSED);
    each.stream().distinct().filter(type -> !types.contains(type)).forEach(types::add);
    types.retainAll(each);
    int[] groups = each.stream().mapToInt(types::indexOf).toArray();
    int[] order =
        IntStream.range(0, types.size())
            .flatMap(group -> IntStream.of(own).filter(unit -> groups[unit] == group))
            .toArray();
    return new Neurons(order, groups, types, adjacency);
  }

  /** Whether the card tells types. */
  boolean isWired() {
    return !types.isEmpty();
  }

  /** A unit's name: 'command 5', or 'unit 5' without wiring. */
  String name(int unit) {
    return (isWired() ? types.get(groups[unit]) : "unit") + " " + unit;
  }

  /** Names in {@link #order}. */
  List<String> names() {
    return IntStream.of(order).mapToObj(this::name).toList();
  }
}
