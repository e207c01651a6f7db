package org.loupe.project.internal.data;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.loupe.model.BadInputException;
import org.loupe.project.CheckpointFiles;

/**
 * Files that can be made again, kept in a folder and named after what they were made of. Bounded in
 * size: those that were used longest ago are removed, but none that this process has given out.
 * Thread-safe; several processes may share the folder.
 */
public final class KeptFiles {
  private static final System.Logger LOG = System.getLogger(KeptFiles.class.getName());
  private static final int LONGEST_STEM = 60;

  /** Another process may have been given a file just now, and open it later. */
  private static final Duration FRESH = Duration.ofDays(1);

  private final Path folder;
  private final long limit;
  private final Set<Path> given = new HashSet<>();
  private final Map<Path, Object> locks = new HashMap<>();

  /**
   * Keeps files in a folder.
   *
   * @param folder made by need
   * @param limit bytes of all files, those in use apart
   */
  public KeptFiles(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /** Makes a file. */
  @FunctionalInterface
  public interface Making {
    /**
     * Writes it.
     *
     * @param place where it goes; appears whole or not at all
     */
    void write(Path place) throws BadInputException, IOException;
  }

  /**
   * A file, which is made unless it is there. Who asks for one that another thread is making waits.
   *
   * @param source what it is made of, for its name and for messages
   * @param identity of everything it is made of, 64 hexadecimal digits
   * @param ending of its name
   * @throws BadInputException if it is not there and cannot be made
   */
  public Path of(Path source, String identity, String ending, Making making)
      throws BadInputException {
    Path file = folder.resolve(stem(source) + "-" + identity.substring(0, 32) + ending);
    Object lock;
    synchronized (given) {
      given.add(file);
      lock = locks.computeIfAbsent(file, path -> new Object());
    }
    synchronized (lock) {
      try {
        if (!touch(file)) {
          Files.createDirectories(folder);
          making.write(file);
          trim();
        }
      } catch (IOException e) {
        throw new BadInputException(
            "What is made of "
                + source
                + " cannot be kept in "
                + folder
                + ": "
                + e
                + "; see whether there is room.",
            e);
      }
    }
    return file;
  }

  /** The name people know, as far as every file system takes it. */
  private static String stem(Path file) {
    String stem = CheckpointFiles.name(file).replaceAll("[^A-Za-z0-9_.-]", "_");
    return stem.substring(0, Math.min(LONGEST_STEM, stem.length()));
  }

  private static boolean touch(Path file) throws IOException {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
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
      synchronized (given) {
        if (total > limit && !given.contains(kept.file) && kept.used.isBefore(fresh)) {
          Files.deleteIfExists(kept.file);
          total -= kept.size;
        }
      }
    }
  }
}
