package org.loupe.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What token analysis needs to know.
 *
 * @param target where the true tokens stand
 * @param vocabulary key into {@link ModelCard#vocabularies()}
 * @param pad the padding token, or null
 * @param correct per true class of the type head, the prediction heads that must be right
 */
public record TokenCard(
    ArrayReference target,
    String vocabulary,
    @Nullable Long pad,
    Map<String, List<String>> correct) {
  /** Copies the map in its order. */
  public TokenCard {
    correct = Ordered.copyOf(correct);
  }
}
