package org.loupe.model;

import java.util.Set;

/**
 * A condition on positions: a position counts if the array's value there is (or is not) one of the
 * given values.
 *
 * @param data the array that is looked at
 * @param included true for the card's {@code in}, false for {@code notIn}
 * @param values the values compared with
 */
public record Mask(ArrayReference data, boolean included, Set<Long> values) {
  /** Copies the values. */
  public Mask {
    values = Set.copyOf(values);
  }

  /** Whether a position with this value counts. */
  public boolean accepts(long value) {
    return values.contains(value) == included;
  }
}
