package org.loupe.project.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.loupe.model.BadInputException;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.internal.Families.Recognised;
import org.loupe.project.internal.data.Sha256;

/**
 * Keeps the archives that families wrote, named after what they were made of. Bounded in size: the
 * oldest are removed, but none that this process has given out. Thread-safe; several processes may
 * share the folder.
 */
final class FamilyArchives {
  private static final System.Logger LOG = System.getLogger(FamilyArchives.class.getName());
  private static final long LIMIT = 1L << 30;
  private static final int LONGEST_STEM = 60;

  /** Another process may have been given an archive just now, and open it later. */
  private static final Duration FRESH = Duration.ofDays(1);

  private final Path folder;
  private final Set<Path> given = new HashSet<>();

  FamilyArchives(Path folder) {
    this.folder = folder;
  }

  /**
   * The archive of a file.
   *
   * @param sha256 of the file's bytes
   * @throws BadInputException if it is not there and cannot be written
   */
  synchronized Path of(Recognised recognised, String sha256) throws BadInputException {
    String family = recognised.family().getClass().getName();
    String key = Sha256.of(sha256, Sha256.ofText(family + "\n" + recognised.member().identity()));
    Path archive = folder.resolve(stem(recognised.file()) + "-" + key.substring(0, 32) + ".ts.pt");
    try {
      if (!touch(archive)) {
        Files.createDirectories(folder);
        recognised.family().write(recognised.file(), recognised.card(), archive);
        trim();
      }
    } catch (IOException e) {
      throw new BadInputException(
          "The archive of " + recognised.file() + " cannot be kept in " + folder + ": " + e, e);
    }
    given.add(archive);
    return archive;
  }

  /** The name people know, as far as every file system takes it. */
  private static String stem(Path file) {
    String stem = CheckpointFiles.name(file).replaceAll("[^A-Za-z0-9_.-]", "_");
    return stem.substring(0, Math.min(LONGEST_STEM, stem.length()));
  }

  private static boolean touch(Path archive) throws IOException {
    try {
      Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private record Kept(Path file, long size, Instant used) {}

  private void trim() throws IOException {
    List<Kept> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try {
          all.add(new Kept(file, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
          LOG.log(Level.DEBUG, "removed meanwhile: " + file, e);
        }
      }
    }
    all.sort(Comparator.comparing(Kept::used));
    long total = all.stream().mapToLong(Kept::size).sum();
    Instant fresh = Instant.now().minus(FRESH);
    for (Kept kept : all) {
      if (total > LIMIT && !given.contains(kept.file) && kept.used.isBefore(fresh)) {
        Files.deleteIfExists(kept.file);
        total -= kept.size;
      }
    }
  }
}
