package org.loupe.analysis;

import org.loupe.model.BadInputException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Changes one window of an input: permutes a channel over time, moves along a path, adds noise.
 * What it does depends on nothing but the window and the variant, so that reading the same range
 * again gives the same numbers.
 */
@ConsumerType
@FunctionalInterface
public interface Perturbation {

  /**
   * Changes a window in place.
   *
   * @param window place of the window in the source that is perturbed, counted from 0
   * @param variant which variant of it, counted from 0
   * @param values numbers of several windows, row-major
   * @param offset where the window's begin
   * @throws BadInputException if what it takes the new values from cannot be read
   */
  void apply(int window, int variant, float[] values, int offset) throws BadInputException;
}
