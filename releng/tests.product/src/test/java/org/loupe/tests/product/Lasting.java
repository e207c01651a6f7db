package org.loupe.tests.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lasts of extensions in a state folder. */
final class Lasting {
  private Lasting() {}

  /**
   * The digests of {@code installed.json} and of what is in the store, by file. Whatever else lies
   * there is left over.
   */
  static Map<String, String> in(Path state) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Path root = state.resolve("extensions");
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("lock")) {
          files.put(root.relativize(file).toString(), Extension.digest(file));
        }
      }
    }
    return files;
  }
}
