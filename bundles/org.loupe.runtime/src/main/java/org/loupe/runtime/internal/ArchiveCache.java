package org.loupe.runtime.internal;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.loupe.model.BadInputException;

/**
 * Keeps archives with probes, so that a checkpoint is rewritten once. Bounded in size: those not
 * used for longest are removed, but none that this process holds. Several processes may share the
 * folder; one that misses a file writes it again.
 */
final class ArchiveCache {

  private static final System.Logger LOG = System.getLogger(ArchiveCache.class.getName());

  /** Another process may be about to load what was written or used just now. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Path folder;
  private final long limit;
  private final Map<Path, Integer> held = new HashMap<>();

  /**
   * A cache.
   *
   * @param folder made by need
   * @param limit in bytes, of all files together
   */
  ArchiveCache(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /** Writes a file, atomically. */
  interface Writer {
    void write(Path to) throws BadInputException;
  }

  /** Where a file is, or would be. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Sees to it that a file is there, and keeps it until it is released.
   *
   * @throws BadInputException as the writer has it
   * @throws IOException if the folder cannot be written
   */
  synchronized Path hold(String name, Writer writer) throws BadInputException, IOException {
    Path file = file(name);
    held.merge(file, 1, Integer::sum);
    boolean there = false;
    try {
      there = touch(file);
      if (!there) {
        Files.createDirectories(folder);
        writer.write(file);
        there = true;
        trim();
      }
      return file;
    } finally {
      if (!there) {
        release(file);
      }
    }
  }

  private static boolean touch(Path file) throws IOException {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Lets go of a file that was held. */
  synchronized void release(Path file) {
    held.computeIfPresent(file, (same, count) -> count == 1 ? null : count - 1);
  }

  private record Kept(Path file, long size, Instant used) {}

  private void trim() {
    List<Kept> all;
    try {
      all = list();
    } catch (IOException e) {
      LOG.log(Level.WARNING, folder + " cannot be listed, and grows", e);
      return;
    }
    long total = all.stream().mapToLong(Kept::size).sum();
    Instant fresh = Instant.now().minus(FRESH);
    for (Kept kept : all) {
      if (total <= limit) {
        return;
      }
      if (!held.containsKey(kept.file) && kept.used.isBefore(fresh)) {
        try {
          Files.deleteIfExists(kept.file);
          total -= kept.size;
        } catch (IOException e) {
          LOG.log(Level.DEBUG, "in use elsewhere: " + kept.file, e);
        }
      }
    }
  }

  /** All files, those not used for longest first. */
  private List<Kept> list() throws IOException {
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
    return all;
  }
}
