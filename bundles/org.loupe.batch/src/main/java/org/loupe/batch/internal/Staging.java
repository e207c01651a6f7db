package org.loupe.batch.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.loupe.model.BadInputException;

/** A folder for what is only needed while a command runs. */
final class Staging implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Staging.class.getName());

  private final Path folder;

  private Staging(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder where the system keeps such things.
   *
   * @throws BadInputException if there is no room
   */
  static Staging temporary() throws BadInputException {
    return in(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * A folder on the file system of another, so that files can be moved there.
   *
   * @param place need not exist
   * @throws BadInputException if nothing can be written there
   */
  static Staging near(Path place) throws BadInputException {
    Path existing = place.toAbsolutePath().normalize().getParent();
    while (existing != null && !Files.isDirectory(existing)) {
      existing = existing.getParent();
    }
    return in(existing == null ? place : existing);
  }

  private static Staging in(Path folder) throws BadInputException {
    try {
      return new Staging(Files.createTempDirectory(folder, ".loupe"));
    } catch (IOException e) {
      throw new BadInputException(
          "Nothing can be written to " + folder + ": " + e.getMessage() + ".", e);
    }
  }

  /** A file in it, not made yet. */
  Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    try (Stream<Path> content = Files.walk(folder)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, folder + " could not be removed", e);
    }
  }
}
