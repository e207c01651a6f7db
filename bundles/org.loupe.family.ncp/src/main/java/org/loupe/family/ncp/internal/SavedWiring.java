package org.loupe.family.ncp.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wiring that a training saved beside its weights, under {@code wiring}: {@code layers}, the
 * neurons of each layer, and {@code adjacency}, signed synapses from neuron to neuron. A CfC's
 * state has the layers one after the other, so neurons are put into that order.
 */
final class SavedWiring {
  private SavedWiring() {}

  /**
   * The synapses in the order of the state.
   *
   * @param values what the file holds besides tensors
   * @param sizes units of each layer
   * @return empty if the file has no such wiring, or one of another network
   */
  static Optional<List<List<Integer>>> adjacency(
      Map<String, @Nullable Object> values, List<Integer> sizes) {
    if (!(values.get("wiring") instanceof Map<?, ?> wiring)) {
      return Optional.empty();
    }
    List<List<Integer>> layers = integers(wiring.get("layers"));
    List<List<Integer>> neurons = integers(wiring.get("adjacency"));
    List<Integer> order = layers.stream().flatMap(List::stream).toList();
    boolean fits =
        layers.stream().map(List::size).toList().equals(sizes)
            && neurons.size() == order.size()
            && neurons.stream().allMatch(row -> isOfSigns(row, order.size()))
            && new HashSet<>(order).size() == order.size()
            && order.stream().allMatch(neuron -> neuron >= 0 && neuron < order.size());
    return fits
        ? Optional.of(
            order.stream()
                .map(from -> order.stream().map(to -> neurons.get(from).get(to)).toList())
                .toList())
        : Optional.empty();
  }

  private static boolean isOfSigns(List<Integer> row, int size) {
    return row.size() == size && row.stream().allMatch(sign -> sign >= -1 && sign <= 1);
  }

  /** Lists of integers; empty if it is anything else, as where a long list was cut. */
  private static List<List<Integer>> integers(@Nullable Object value) {
    List<List<Integer>> lists = new ArrayList<>();
    for (Object inner : value instanceof List<?> outer ? outer : List.of()) {
      List<Integer> numbers = new ArrayList<>();
      for (Object number : inner instanceof List<?> row ? row : List.of()) {
        if (!(number instanceof Long whole) || whole.intValue() != whole) {
          return List.of();
        }
        numbers.add(whole.intValue());
      }
      lists.add(numbers);
    }
    return lists;
  }
}
