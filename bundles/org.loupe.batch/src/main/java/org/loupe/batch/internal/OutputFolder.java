package org.loupe.batch.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.loupe.model.BadInputException;

/** Finds out before hours of computing whether results can be written. */
final class OutputFolder {
  private OutputFolder() {}

  /**
   * Tries to write beside what is there, and leaves nothing behind.
   *
   * @param folder absolute; need not exist yet
   * @param key by which people choose it, in messages: '--out'
   * @throws BadInputException if it cannot be written, or made
   */
  static void requireWritable(Path folder, String key) throws BadInputException {
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing)) {
      throw new BadInputException(
          "Results cannot be written to "
              + folder
              + ": "
              + existing
              + " is no folder; choose another one with "
              + key
              + ".");
    }
    try {
      Files.delete(Files.createTempFile(existing, ".loupe", ".tmp"));
    } catch (IOException e) {
      throw new BadInputException(
          "Results cannot be written to "
              + folder
              + ": "
              + existing
              + " is not writable; choose another folder with "
              + key
              + ".",
          e);
    }
  }

  /**
   * Likewise, of a report.
   *
   * @param file absolute; may be there, and is then replaced
   * @param key likewise
   * @throws BadInputException if it is a folder, or its folder cannot be written or made
   */
  static void requireWritableFile(Path file, String key) throws BadInputException {
    if (Files.isDirectory(file)) {
      throw new BadInputException(file + " is a folder; name a file for the report.");
    }
    requireWritable(file.getParent(), key);
  }

  /**
   * Refuses to write over a file before anything is computed for it.
   *
   * @param force whether it may be replaced
   * @throws BadInputException if it is there and may not
   */
  static void requireFree(Path file, boolean force) throws BadInputException {
    if (Files.exists(file) && !force) {
      throw new BadInputException(
          file + " is there already; choose another place, or replace it with --force.");
    }
  }

  /**
   * The folder of one result.
   *
   * @throws BadInputException if the checkpoint's name is no name of a folder
   */
  static Path of(Path folder, String method, String checkpoint) throws BadInputException {
    Path parent = folder.resolve(method);
    Path result = parent.resolve(checkpoint).normalize();
    if (!parent.equals(result.getParent())) {
      throw new BadInputException(
          "Checkpoint '"
              + checkpoint
              + "' cannot be the name of a folder; rename it without slashes.");
    }
    return result;
  }
}
