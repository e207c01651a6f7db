package org.loupe.checkpoint.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.loupe.model.BadInputException;

/**
 * What tells that a file is still the one whose directory was read.
 *
 * @param file the file
 * @param size in bytes
 * @param modified when it was last written
 */
public record FileStamp(Path file, long size, FileTime modified) {

  /** Looks at a file. */
  public static FileStamp of(Path file) throws BadInputException {
    try {
      return new FileStamp(file, Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Looks again.
   *
   * @throws BadInputException if the file is another one now
   */
  public void requireUnchanged() throws BadInputException {
    if (!of(file).equals(this)) {
      throw new BadInputException(
          file + " was written again while it was read; open it once its writer is done.");
    }
  }
}
