package org.loupe.releng;

import aQute.bnd.header.Parameters;
import aQute.lib.utf8properties.UTF8Properties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The run bundles that the resolver wrote into a bndrun file.
 *
 * @param file the bndrun file
 * @param symbolicNames of its run bundles
 */
record RunBundles(Path file, Set<String> symbolicNames) {
  static RunBundles of(Path file) throws IOException {
    UTF8Properties properties = new UTF8Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return new RunBundles(
        file, new TreeSet<>(new Parameters(properties.getProperty("-runbundles", "")).keySet()));
  }

  /** Fails unless the features hold exactly the run bundles. */
  void requireEqual(Set<String> ofFeatures) throws IOException {
    Set<String> missing = new TreeSet<>(symbolicNames);
    missing.removeAll(ofFeatures);
    Set<String> unused = new TreeSet<>(ofFeatures);
    unused.removeAll(symbolicNames);
    if (!missing.isEmpty() || !unused.isEmpty()) {
      throw new IOException(
          "Features and "
              + file
              + " differ: no feature holds "
              + missing
              + "; the resolver did without "
              + unused
              + ".");
    }
  }
}
