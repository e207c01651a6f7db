package org.loupe.checkpoint;

import org.loupe.model.BadInputException;
import org.osgi.annotation.versioning.ConsumerType;

/** Contents for an entry of an archive, read when they are wanted and not before. */
@ConsumerType
@FunctionalInterface
public interface EntryBytes {

  /**
   * Reads the contents.
   *
   * @return as they are to stand in the archive; the caller's own
   * @throws BadInputException if they cannot be read, or are not what they promised to be
   */
  byte[] read() throws BadInputException;
}
