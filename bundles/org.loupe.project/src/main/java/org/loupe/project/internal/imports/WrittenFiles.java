package org.loupe.project.internal.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.loupe.model.BadInputException;

/** Writes files beside their place, then moves them there. */
public final class WrittenFiles {
  private static final System.Logger LOG = System.getLogger(WrittenFiles.class.getName());

  private WrittenFiles() {}

  /** A place beside a file, for what will become it. */
  static Path beside(Path file) {
    return file.toAbsolutePath()
        .normalize()
        .resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID() + ".tmp");
  }

  /**
   * Writes a file.
   *
   * @param force whether one that is there is replaced
   * @throws BadInputException if it is there, or cannot be written
   */
  public static void write(Path file, byte[] bytes, boolean force) throws BadInputException {
    requireFree(file, force);
    Path made = beside(file);
    try {
      try (FileChannel out =
          FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
          out.write(left);
        }
        // Where the power fails, a name must not stand for bytes that never came to the disk.
        out.force(true);
      }
      move(made, file, force);
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      delete(made);
    }
  }

  /** Writes what becomes a file. */
  @FunctionalInterface
  public interface Writing {
    /** Writes it to a place beside the file's. */
    void write(Path made) throws BadInputException, IOException;
  }

  /**
   * Writes a file, which appears whole or not at all; one that is there is replaced.
   *
   * @throws IOException if it cannot be written
   */
  public static void replace(Path file, Writing writing) throws BadInputException, IOException {
    Path made = beside(file);
    try {
      writing.write(made);
      move(made, file, true);
    } finally {
      delete(made);
    }
  }

  /**
   * Moves a file to its place.
   *
   * @param force whether one that is there is replaced
   */
  static void move(Path made, Path file, boolean force) throws IOException {
    if (force) {
      // Merely replacing would first delete what is there: who is killed then has lost it.
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.move(made, file);
    }
  }

  /**
   * Refuses to write over a file.
   *
   * @throws BadInputException if it is there and must not be replaced
   */
  static void requireFree(Path file, boolean force) throws BadInputException {
    if (Files.isDirectory(file) || Files.exists(file) && !force) {
      throw new BadInputException(
          file + " is there already; choose another place, or have it replaced (--force).");
    }
  }

  static BadInputException unwritable(Path file, IOException e) {
    String reason = String.valueOf(e.getMessage());
    if (e instanceof AccessDeniedException) {
      reason = "access is denied";
    } else if (e instanceof FileAlreadyExistsException) {
      reason = e.getMessage() + " is in the way";
    } else if (e instanceof NoSuchFileException) {
      reason = "there is no folder " + file.toAbsolutePath().getParent();
    }
    return new BadInputException(
        file + " cannot be written: " + reason + "; choose another place.", e);
  }

  /** Deletes a temporary file, if it is still there. */
  static void delete(Path made) {
    try {
      Files.deleteIfExists(made);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "a temporary file stays", e);
    }
  }
}
