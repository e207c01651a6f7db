package org.loupe.project.internal.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.loupe.model.BadInputException;

/**
 * What changes whenever a file does, as far as its file system notices: enough to say that a file
 * is still the one that was read, not to say what is in it.
 *
 * @param path the real one
 * @param size in bytes
 * @param modified when it was last written, in nanoseconds
 * @param key which file of the file system it is, where that has such a thing; else 'null'
 */
public record FileState(Path path, long size, long modified, String key) {

  /**
   * Looks at a file.
   *
   * @throws BadInputException if there is none
   */
  public static FileState of(Path file) throws BadInputException {
    try {
      BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileState(
          file.toRealPath(),
          about.size(),
          about.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          String.valueOf(about.fileKey()));
    } catch (NoSuchFileException e) {
      throw new BadInputException("There is no file " + file + "; check the path.", e);
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
    if (!of(path).equals(this)) {
      throw new BadInputException(path + " has changed since it was opened; open it again.");
    }
  }
}
