package org.loupe.releng;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that the build writes anew. */
final class Folders {
  private Folders() {}

  /** Removes what is in a folder, not following links; makes it where there is none. */
  static void empty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      List<Path> all;
      try (Stream<Path> files = Files.walk(folder)) {
        all = files.filter(file -> !file.equals(folder)).sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : all) {
        Files.delete(file);
      }
    }
    Files.createDirectories(folder);
  }
}
