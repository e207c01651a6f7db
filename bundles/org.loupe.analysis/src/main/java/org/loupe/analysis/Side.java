package org.loupe.analysis;

import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One of two results that are held against each other: just computed, or read from disk.
 *
 * @param name the checkpoint's name, as it is shown
 * @param digest what the result says
 * @param samples its per-window numbers
 * @param maps reads an array of {@link Samples#maps()}
 */
public record Side(String name, Digest digest, Samples samples, Maps maps) {

  /** Reads arrays of maps by their names. */
  @ConsumerType
  @FunctionalInterface
  public interface Maps {
    /**
     * An array of the result, [N,…] or [K,…].
     *
     * @throws BadInputException if it cannot be read
     */
    Tensor read(String name) throws BadInputException;
  }

  /** A result that was just computed. */
  public static Side of(String name, Result result) {
    return new Side(
        name,
        result,
        result.samples(),
        array -> {
          Tensor tensor = result.arrays().get(array);
          if (tensor == null) {
            throw new BadInputException(
                "The result of '" + name + "' has no array '" + array + "'; compute it again.");
          }
          return tensor;
        });
  }
}
