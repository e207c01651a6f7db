package org.loupe.project.internal.record;

import org.loupe.model.BadInputException;

/** Reads arrays of single precision that lie in a record's folder for other programs, too. */
@FunctionalInterface
public interface StoredArrays {
  /**
   * The elements of an array.
   *
   * @throws BadInputException if it is missing or damaged
   */
  float[] read(String name) throws BadInputException;
}
