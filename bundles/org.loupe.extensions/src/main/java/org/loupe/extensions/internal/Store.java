package org.loupe.extensions.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.loupe.extensions.InstalledExtension.InstalledBundle;

/** The bundles of extensions, each under its digest: {@code ab/cdef….jar}. */
record Store(Path root) {
  /** Says in a file's name that it is not there yet. */
  private static final String PART = ".part";

  Path file(String sha256) {
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2) + ".jar");
  }

  /** Whether the file of a bundle is there, in its size. */
  boolean has(InstalledBundle bundle) {
    try {
      return Files.size(file(bundle.sha256())) == bundle.size();
    } catch (IOException e) {
      return false;
    }
  }

  /** By which the framework knows a bundle; it reads the file where it is. */
  String location(String sha256) {
    return "reference:" + file(sha256).toUri();
  }

  /** Whether a bundle of the framework is one of these. */
  boolean holds(String location) {
    return location.startsWith("reference:" + root.toUri());
  }

  /** Moves a verified file here. */
  void add(Path verified, String sha256) throws IOException {
    Path place = file(sha256);
    Files.createDirectories(place.getParent());
    Path part = place.resolveSibling(place.getFileName() + PART);
    try {
      Files.copy(verified, part, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      AtomicFile.forceContent(part);
      AtomicFile.move(part, place);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Removes all but these. */
  void keep(Set<String> digests) throws IOException {
    for (Path folder : list(root)) {
      for (Path file : list(folder)) {
        String name = file.getFileName().toString();
        if (!digests.contains(folder.getFileName() + name.replaceFirst("\\.jar$", ""))) {
          Files.delete(file);
        }
      }
      if (list(folder).isEmpty()) {
        Files.delete(folder);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
