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
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Changes which entries a JAR has, and takes those of other archives as they are, without
 * compressing them again: libtorch alone would take longer than the rest of the build.
 */
final class JarMerge {
  private static final Predicate<String> ALL = name -> true;

  private JarMerge() {}

  /** Appends all entries that the JAR does not have yet; the first archive that has a name wins. */
  static void append(Path jar, List<Path> sources) throws IOException {
    for (Path source : sources) {
      append(jar, source, ALL);
    }
  }

  /** Appends the chosen entries of an archive that the JAR does not have yet. */
  static void append(Path jar, Path source, Predicate<String> chosen) throws IOException {
    rewrite(
        jar,
        (out, names) -> {
          copy(jar, ALL, out, names);
          copy(source, chosen, out, names);
        });
  }

  /** Drops all entries but the chosen ones. */
  static void keep(Path jar, Predicate<String> chosen) throws IOException {
    rewrite(jar, (out, names) -> copy(jar, chosen, out, names));
  }

  /** Writes entries, and notes their names. */
  private interface Entries {
    void write(ZipArchiveOutputStream out, Set<String> names) throws IOException;
  }

  private static void rewrite(Path jar, Entries entries) throws IOException {
    Path part = jar.resolveSibling(jar.getFileName() + ".part");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(part)) {
      entries.write(out, new HashSet<>());
    }
    Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(
      Path source, Predicate<String> chosen, ZipArchiveOutputStream out, Set<String> names)
      throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(source).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        if (chosen.test(entry.getName()) && names.add(entry.getName())) {
          try (InputStream raw = zip.getRawInputStream(entry)) {
            out.addRawArchiveEntry(entry, raw);
          }
        }
      }
    }
  }
}
