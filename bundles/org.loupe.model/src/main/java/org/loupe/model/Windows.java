package org.loupe.model;

import java.util.stream.IntStream;

/**
 * Chosen windows of a dataset.
 *
 * @param dataset where they stand
 * @param numbers window numbers in the order of evaluation, none twice; shared, not copied
 */
public record Windows(Dataset dataset, int[] numbers) {

  /** All windows of a dataset. */
  public static Windows all(Dataset dataset) {
    return new Windows(dataset, IntStream.range(0, dataset.size()).toArray());
  }

  /** How many. */
  public int size() {
    return numbers.length;
  }

  /** Says of what a figure is: 'window 394' or '586 windows'. */
  public String describe() {
    return numbers.length == 1 ? "window " + numbers[0] : numbers.length + " windows";
  }
}
