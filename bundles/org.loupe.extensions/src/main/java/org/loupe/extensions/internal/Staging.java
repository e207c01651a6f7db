package org.loupe.extensions.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for what is read and perhaps never installed. Its name says which process has it. */
record Staging(Path folder) implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Staging.class.getName());

  static Staging in(Path root) throws IOException {
    Files.createDirectories(root);
    return new Staging(Files.createTempDirectory(root, ProcessHandle.current().pid() + "-"));
  }

  /** A file in it that is not there yet. */
  Path fresh(String suffix) throws IOException {
    Path file = Files.createTempFile(folder, "", suffix);
    Files.delete(file);
    return file;
  }

  /** Removes what processes left that are no more. */
  static void removeLeftOver(Path root) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(root)) {
      folders = all.toList();
    }
    long own = ProcessHandle.current().pid();
    for (Path folder : folders) {
      String process = folder.getFileName().toString().replaceFirst("-.*", "");
      boolean number = process.matches("\\d{1,18}");
      if (!number
          || Long.parseLong(process) != own
              && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
        new Staging(folder).close();
      }
    }
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
