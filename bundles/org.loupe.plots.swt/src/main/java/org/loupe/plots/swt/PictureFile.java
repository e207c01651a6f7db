package org.loupe.plots.swt;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a picture whole or not at all. */
final class PictureFile {
  private PictureFile() {}

  static void write(Path file, byte[] content) throws IOException {
    // Not a temporary file of the JDK's, which only its owner could read.
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Files.deleteIfExists(part);
    try {
      Files.write(part, content, StandardOpenOption.CREATE_NEW);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A text as far as files may be called so. */
  static String name(String text) {
    return text.replaceAll("[^\\w.-]+", "_");
  }

  /** The sentence for people when writing failed. */
  static String problem(Path file, IOException e) {
    return "The figure could not be saved as "
        + file
        + ": "
        + reason(file, e)
        + ". Choose another folder.";
  }

  private static String reason(Path file, IOException e) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "there is no folder " + folder;
    } else if (Files.isDirectory(file)) {
      return "a folder has that name";
    }
    // What the system says of a file it names is in the reason, not in the message.
    String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return "nothing can be written in folder " + folder + (said == null ? "" : " (" + said + ")");
  }
}
