package org.loupe.project.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loupe.checkpoint.Archives;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.data.Sha256;

/**
 * Reads each checkpoint through once, to see that it is whole and which it is, until it changes.
 * Thread-safe.
 */
final class KnownFiles {
  private static final int MOST = 4096;

  private record Known(long size, FileTime modified, String sha256) {}

  private final Map<Path, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
          return size() > MOST;
        }
      };

  /**
   * The digest of a file whose checksums are right.
   *
   * @throws BadInputException if it is a damaged archive, or cannot be read
   */
  String sha256(Path file) throws BadInputException {
    Path key = file.toAbsolutePath().normalize();
    try {
      long size = Files.size(file);
      FileTime modified = Files.getLastModifiedTime(file);
      synchronized (known) {
        Known before = known.get(key);
        if (before != null && before.size() == size && before.modified().equals(modified)) {
          return before.sha256();
        }
      }
      Archives.requireSound(file);
      Known now = new Known(size, modified, Sha256.of(file));
      synchronized (known) {
        known.put(key, now);
      }
      return now.sha256();
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
