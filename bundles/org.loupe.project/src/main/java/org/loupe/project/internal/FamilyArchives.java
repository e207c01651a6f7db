package org.loupe.project.internal;

import java.nio.file.Path;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.Families.Recognised;
import org.loupe.project.internal.data.KeptFiles;
import org.loupe.project.internal.data.Sha256;

/** Keeps the archives that families wrote. Thread-safe; several processes may share the folder. */
final class FamilyArchives {
  private static final long LIMIT = 1L << 30;

  private final KeptFiles kept;

  FamilyArchives(Path folder) {
    this.kept = new KeptFiles(folder, LIMIT);
  }

  /**
   * The archive of a file.
   *
   * @param sha256 of the file's bytes
   * @throws BadInputException if it is not there and cannot be written
   */
  Path of(Recognised recognised, String sha256) throws BadInputException {
    String family = recognised.family().getClass().getName();
    String key = Sha256.of(sha256, Sha256.ofText(family + "\n" + recognised.member().identity()));
    return kept.of(
        recognised.file(),
        key,
        ".ts.pt",
        archive -> recognised.family().write(recognised.file(), recognised.card(), archive));
  }
}
