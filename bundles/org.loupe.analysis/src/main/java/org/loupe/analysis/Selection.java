package org.loupe.analysis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;

/**
 * What is selected, by dimension, shared by all views: channels by number, windows by number in the
 * dataset, time steps, and so on.
 *
 * @param positions per dimension the selected numbers, ascending; a dimension without selection is
 *     missing
 */
public record Selection(Map<Dimension, Set<Integer>> positions) {
  /** Nothing is selected. */
  public static final Selection NONE = new Selection(Map.of());

  /** Copies the sets; leaves empty ones out. */
  public Selection {
    Map<Dimension, Set<Integer>> copy = new EnumMap<>(Dimension.class);
    positions.forEach(
        (dimension, numbers) -> {
          if (!numbers.isEmpty()) {
            copy.put(dimension, PositionSet.of(numbers));
          }
        });
    positions = Collections.unmodifiableMap(copy);
  }

  /** The selected numbers of a dimension; empty where nothing is selected. */
  public Set<Integer> of(Dimension dimension) {
    return positions.getOrDefault(dimension, Set.of());
  }

  /**
   * The same selection with one dimension's numbers replaced; quick with very many of them.
   *
   * @param numbers in any order
   */
  public Selection with(Dimension dimension, int[] numbers) {
    return with(dimension, PositionSet.of(numbers));
  }

  /** The same selection with more numbers of a dimension. */
  public Selection adding(Dimension dimension, int[] numbers) {
    int[] before = PositionSet.of(of(dimension)).toIntArray();
    return with(dimension, IntStream.concat(IntStream.of(before), IntStream.of(numbers)).toArray());
  }

  /** The same selection with one dimension's numbers replaced. */
  public Selection with(Dimension dimension, Set<Integer> numbers) {
    Map<Dimension, Set<Integer>> changed = new EnumMap<>(Dimension.class);
    changed.putAll(positions);
    changed.put(dimension, numbers);
    return new Selection(changed);
  }
}
