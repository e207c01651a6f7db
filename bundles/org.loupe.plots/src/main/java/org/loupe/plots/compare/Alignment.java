package org.loupe.plots.compare;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.loupe.plots.IndexAxis;

/**
 * Where the places of one axis stand on another that counts the same, in whatever order: channels
 * are sorted by importance, which differs between checkpoints. Places are the same that have the
 * same number and name, or where only the numbers differ, as classes do of models that know others,
 * the same name.
 *
 * @param places per place of the one its place on the other, or −1 where that has none
 */
record Alignment(int[] places) {

  /** Empty if the axes count different things, or have no place in common. */
  static Optional<Alignment> of(IndexAxis one, IndexAxis other) {
    if (one.dimension() != other.dimension()) {
      return Optional.empty();
    }
    boolean named = !one.names().isEmpty() && !other.names().isEmpty();
    Map<Integer, Integer> byNumber = new HashMap<>();
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < other.size(); i++) {
      byNumber.put(other.positions()[i], i);
      byName.put(other.name(i), i);
    }
    int[] places = new int[one.size()];
    for (int i = 0; i < places.length; i++) {
      Integer same = byNumber.get(one.positions()[i]);
      boolean fits = same != null && (!named || one.name(i).equals(other.name(same)));
      places[i] = fits ? same : named ? byName.getOrDefault(one.name(i), -1) : -1;
    }
    return Arrays.stream(places).allMatch(place -> place < 0)
        ? Optional.empty()
        : Optional.of(new Alignment(places));
  }

  /** Values in the order of the one; NaN where the other has none. */
  double[] reorder(double[] values) {
    double[] ordered = new double[places.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = places[i] < 0 ? Double.NaN : values[places[i]];
    }
    return ordered;
  }
}
