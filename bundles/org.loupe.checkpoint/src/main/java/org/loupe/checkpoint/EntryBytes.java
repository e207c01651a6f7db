package org.loupe.checkpoint;

import org.loupe.model.BadInputException;

/** The new content of an archive's entry. */
@FunctionalInterface
public interface EntryBytes {
  /**
   * Reads it. Called once, when the entry is written.
   *
   * @throws BadInputException if it cannot be read
   */
  byte[] read() throws BadInputException;
}
