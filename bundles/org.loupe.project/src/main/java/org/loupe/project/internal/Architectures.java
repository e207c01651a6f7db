package org.loupe.project.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import org.loupe.checkpoint.Architecture;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.data.KnownFiles;

/** Reads and hashes an archive once for all epochs of a training, until it changes. Thread-safe. */
final class Architectures {
  private static final int MOST = 8;

  /**
   * An archive that was read.
   *
   * @param sha256 of its bytes
   * @param modified when it was last written
   */
  record Known(Architecture architecture, String sha256, FileTime modified) {}

  private final Map<Path, Known> known = new HashMap<>();
  private final KnownFiles files;

  Architectures(KnownFiles files) {
    this.files = files;
  }

  /**
   * Reads an archive, or remembers it.
   *
   * @throws BadInputException if it is none
   */
  synchronized Known of(Path file) throws BadInputException {
    Path key = file.toAbsolutePath().normalize();
    Known before = known.get(key);
    if (before != null && isSame(before)) {
      return before;
    }
    Architecture read = Architecture.read(file);
    if (known.size() >= MOST) {
      known.clear();
    }
    try {
      Known now =
          new Known(read, CheckpointDigest.of(file, files), Files.getLastModifiedTime(file));
      known.put(key, now);
      return now;
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isSame(Known before) {
    Path file = before.architecture().file();
    try {
      return Files.size(file) == before.architecture().summary().size()
          && Files.getLastModifiedTime(file).equals(before.modified());
    } catch (IOException e) {
      return false;
    }
  }
}
