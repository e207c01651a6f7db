package org.loupe.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that the numbers support. Summary, overview and report collect findings without
 * knowing the methods.
 *
 * @param id stable within the method: {@code top_channels}
 * @param sentence as shown, with the numbers in it and what they are of
 * @param numbers the numbers in the sentence
 * @param rule the rule and its threshold, in words: 'said when the ten first exceed 50 %'
 * @param figure id of the figure that shows it, or null
 */
public record Finding(
    String id, String sentence, List<Double> numbers, String rule, @Nullable String figure) {
  /** Copies the numbers. */
  public Finding {
    numbers = List.copyOf(numbers);
  }
}
