package org.loupe.plots;

import java.util.List;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;

/**
 * An axis that counts something: time steps, channels, windows.
 *
 * @param title shown along the axis: 'time step'
 * @param dimension what is counted; views are linked by it
 * @param positions the number behind each place on the axis, so that sorted or filtered axes still
 *     link: place 0 of 'top 20' may be channel 87. Shared, not copied
 * @param names one per place, or empty where the number is the name
 */
public record IndexAxis(String title, Dimension dimension, int[] positions, List<String> names) {
  /** Checks that names, where given, are one per place. */
  public IndexAxis {
    names = List.copyOf(names);
    if (!names.isEmpty() && names.size() != positions.length) {
      throw new IllegalArgumentException(
          names.size() + " names for " + positions.length + " places on axis " + title);
    }
  }

  /** Places 0 to size − 1 without names. */
  public static IndexAxis counting(String title, Dimension dimension, int size) {
    return new IndexAxis(title, dimension, IntStream.range(0, size).toArray(), List.of());
  }

  /** Places 0 to size − 1 with a name each. */
  public static IndexAxis named(String title, Dimension dimension, List<String> names) {
    return new IndexAxis(title, dimension, IntStream.range(0, names.size()).toArray(), names);
  }

  /** Number of places. */
  public int size() {
    return positions.length;
  }

  /** The name of a place, or its number. */
  public String name(int place) {
    return names.isEmpty() ? Integer.toString(positions[place]) : names.get(place);
  }
}
