package org.loupe.releng;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Adds the entries of other archives to a JAR as they are, without compressing them again: libtorch
 * alone would take longer than the rest of the build.
 */
final class JarMerge {
  private JarMerge() {}

  /** Appends all entries that the JAR does not have yet; the first archive that has a name wins. */
  static void append(Path jar, List<Path> sources) throws IOException {
    Path part = jar.resolveSibling(jar.getFileName() + ".part");
    Set<String> names = new HashSet<>();
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(part)) {
      copy(jar, out, names);
      for (Path source : sources) {
        copy(source, out, names);
      }
    }
    Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(Path source, ZipArchiveOutputStream out, Set<String> names)
      throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(source).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        if (names.add(entry.getName())) {
          try (InputStream raw = zip.getRawInputStream(entry)) {
            out.addRawArchiveEntry(entry, raw);
          }
        }
      }
    }
  }
}
