package org.loupe.checkpoint.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.loupe.model.BadInputException;

/** Writes an archive beside its place and moves it there when it is whole. */
public final class NewArchive {
  private NewArchive() {}

  /** What an archive holds. */
  @FunctionalInterface
  public interface Content {
    /** Stores all entries; the caller finishes the archive. */
    void write(ZipWriter zip) throws IOException, BadInputException;
  }

  /**
   * Writes an archive.
   *
   * @param to what is there is replaced
   * @throws IOException if it cannot be written
   * @throws BadInputException as the content has it
   */
  public static void write(Path to, Content content) throws IOException, BadInputException {
    Path parent = to.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(parent, to.getFileName().toString(), ".part");
    try {
      try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ZipWriter zip = new ZipWriter(out);
        content.write(zip);
        zip.finish();
      }
      Files.move(
          temporary, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
