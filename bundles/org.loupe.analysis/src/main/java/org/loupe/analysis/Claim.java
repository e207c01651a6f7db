package org.loupe.analysis;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;

/**
 * What a finding says in a form that can be held against another method's: of all members of a
 * dimension, these stand out for a prediction head. Two methods that claim of the same dimension
 * and head confirm or contradict each other.
 *
 * @param dimension what the members are: CHANNEL, ATTENTION_HEAD
 * @param space what they are members of, where a model has several such dimensions: the input's
 *     name, the module's path
 * @param predictionHead whose prediction they matter to, or null for the model as a whole
 * @param members the numbers of those that stand out; may be empty: none does
 * @param of how many there are
 */
public record Claim(
    Dimension dimension,
    String space,
    @Nullable String predictionHead,
    Set<Integer> members,
    int of) {
  /** Copies the members in ascending order and checks that they are members. */
  public Claim {
    TreeSet<Integer> copy = new TreeSet<>(members);
    if (!copy.isEmpty() && (copy.first() < 0 || copy.last() >= of)) {
      throw new IllegalArgumentException(copy + " are no members of " + of);
    }
    members = Collections.unmodifiableSet(copy);
  }
}
