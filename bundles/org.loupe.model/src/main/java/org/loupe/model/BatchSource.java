package org.loupe.model;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hands out windows lazily, micro-batch by micro-batch, so that neither a dataset nor thousands of
 * perturbed variants of it ever exist at once. A perturbation is a source that reads from another
 * and changes what it read.
 *
 * <p>Called by one thread at a time. Reading the same range again gives the same numbers.
 */
@ConsumerType
public interface BatchSource {

  /** Number of windows in all. */
  int size();

  /**
   * Reads windows [from, to).
   *
   * @throws BadInputException if the data cannot be read or do not fit the card
   */
  Batch read(int from, int to) throws BadInputException;
}
