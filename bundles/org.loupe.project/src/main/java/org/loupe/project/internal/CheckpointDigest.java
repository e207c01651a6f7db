package org.loupe.project.internal;

import java.nio.file.Path;
import org.loupe.checkpoint.Archives;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.data.FileState;
import org.loupe.project.internal.data.KnownFiles;
import org.loupe.project.internal.data.Sha256;

/** The digest of a checkpoint whose checksums are right. */
final class CheckpointDigest {
  private CheckpointDigest() {}

  /**
   * Reads a checkpoint through, to see that it is whole and which it is, unless it is known.
   *
   * @throws BadInputException if it is a damaged archive, or cannot be read
   */
  static String of(Path file, KnownFiles known) throws BadInputException {
    return known.sha256(
        FileState.of(file),
        () -> {
          Archives.requireSound(file);
          return Sha256.of(file);
        });
  }
}
