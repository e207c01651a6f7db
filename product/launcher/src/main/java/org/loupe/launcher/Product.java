package org.loupe.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The assembled product: {@code bundles/<feature>/<symbolic name>-<version>.jar}.
 *
 * @param home its folder
 */
record Product(Path home) {
  /**
   * These start first, in this order: what e4 expects of its framework, then who finds components.
   */
  private static final List<String> FIRST =
      List.of(
          "org.eclipse.osgi",
          "org.eclipse.equinox.common",
          "org.eclipse.equinox.registry",
          "org.apache.felix.scr");

  /** Returns the bundles of a mode in the order in which they start. */
  List<Path> bundles(Mode mode) throws LaunchException {
    List<Path> bundles = new ArrayList<>();
    Path root = home.resolve("bundles");
    try {
      for (String feature : mode.features(names(root))) {
        names(root.resolve(feature)).stream()
            .filter(name -> name.endsWith(".jar"))
            .map(root.resolve(feature)::resolve)
            .forEach(bundles::add);
      }
    } catch (IOException e) {
      throw new LaunchException(
          "Found no bundles under " + root + "; build Loupe with 'mvn package'.", e);
    }
    bundles.sort(Comparator.comparingInt(Product::rank).thenComparing(Path::getFileName));
    return bundles;
  }

  /**
   * Returns bundles that are started beside the product's, for tests and for trying a bundle under
   * development: the files named by {@code LOUPE_EXTRA_BUNDLES}, separated as in a class path.
   */
  static List<Path> extraBundles(Map<String, String> environment) {
    String named = environment.getOrDefault("LOUPE_EXTRA_BUNDLES", "");
    return Stream.of(named.split(File.pathSeparator))
        .filter(file -> !file.isEmpty())
        .map(file -> Path.of(file).toAbsolutePath())
        .toList();
  }

  private static int rank(Path bundle) {
    String file = bundle.getFileName().toString();
    for (int place = 0; place < FIRST.size(); place++) {
      if (file.startsWith(FIRST.get(place) + '-')) {
        return place;
      }
    }
    return FIRST.size();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
