package org.loupe.method.attention.internal;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.loupe.model.Axis;
import org.loupe.model.Batch;
import org.loupe.model.Dimension;
import org.loupe.model.Tensor;

/**
 * What the queries and keys of an attention count, as far as their number tells: time steps if an
 * input has as many of these, tokens if one has as many of those, and nothing that is known if both
 * or neither.
 *
 * @param byLength the kinds of steps that inputs have that many of
 */
record StepKinds(Map<Integer, Set<Dimension>> byLength) {

  /** Those of a model's inputs. */
  static StepKinds of(Batch batch) {
    Map<Integer, Set<Dimension>> byLength = new HashMap<>();
    for (Tensor input : batch.inputs().values()) {
      for (Axis axis : input.axes()) {
        if (axis.dimension() == Dimension.TIME || axis.dimension() == Dimension.TOKEN) {
          byLength
              .computeIfAbsent(axis.size(), size -> EnumSet.noneOf(Dimension.class))
              .add(axis.dimension());
        }
      }
    }
    return new StepKinds(byLength);
  }

  /** TIME, TOKEN, or VALUE where it is not known. */
  Dimension of(int length) {
    Set<Dimension> kinds = byLength.getOrDefault(length, Set.of());
    return kinds.size() == 1 ? kinds.iterator().next() : Dimension.VALUE;
  }
}
