package org.loupe.releng;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.loupe.releng.PackageWriter.Content;

/**
 * Makes of the assembled product what people download: one archive per platform, to unpack anywhere
 * and start.
 */
final class ProductPackage {
  private final Platform platform;
  private final PlatformParts parts;
  private final SortedMap<String, Content> files = new TreeMap<>();
  private final String root;

  /**
   * A package.
   *
   * @param name the folder that all files are in, and how the archive's name begins
   */
  ProductPackage(String name, Platform platform, PlatformParts parts) {
    this.root = name + "/";
    this.platform = platform;
    this.parts = parts;
  }

  /**
   * Writes the archive.
   *
   * @param product the assembled product
   * @param start the start scripts and what lies beside them
   * @param notices licence, notice and icon, which lie in the package as they are called
   * @param folder where the archive goes, beside what is made on the way
   * @return the archive
   */
  Path write(Path product, Path start, List<Path> notices, Path folder) throws IOException {
    Path archive = folder.resolve(platform.archive(root.substring(0, root.length() - 1)));
    Path work = Files.createTempDirectory(Files.createDirectories(folder), "package");
    try {
      addAll(product.resolve("lib"), "lib/");
      addAll(product.resolve("demo"), "demo/");
      addFeatures(product, work);
      addStart(start);
      for (Path notice : notices) {
        add(String.valueOf(notice.getFileName()), notice, false);
      }
      if (parts.java().isPresent()) {
        addAll(parts.java().get(), "jre/");
      }
      PackageWriter.write(archive, files);
      return archive;
    } finally {
      delete(work);
    }
  }

  private void addFeatures(Path product, Path work) throws IOException {
    for (Path json : sorted(product.resolve("features"))) {
      String name = String.valueOf(json.getFileName()).replaceFirst("\\.json$", "");
      Feature feature;
      try (InputStream in = Files.newInputStream(json)) {
        feature = Feature.read(in);
      }
      List<FeatureBundle> bundles = new ArrayList<>();
      for (FeatureBundle bundle : feature.bundles()) {
        Path own = product.resolve("bundles").resolve(name).resolve(bundle.fileName());
        FeatureBundle here =
            platform.isBuilt() ? bundle : parts.inPlaceOf(bundle, own, platform, work);
        bundles.add(here);
        Path source = here.source() == null ? own : here.source();
        add("bundles/" + name + "/" + here.fileName(), source, false);
      }
      bundles.sort(Comparator.comparing(FeatureBundle::symbolicName));
      Path changed = work.resolve(name + ".json");
      Files.write(
          changed,
          new Feature(
                  feature.formatVersion(),
                  feature.id(),
                  feature.name(),
                  feature.complete(),
                  bundles)
              .toJson());
      add("features/" + name + ".json", changed, false);
    }
  }

  private void addStart(Path start) throws IOException {
    add("README.txt", start.resolve("README.txt"), false);
    if (platform.isWindows()) {
      add("loupe.cmd", start.resolve("loupe.cmd"), false);
      return;
    }
    add("loupe", start.resolve("loupe"), true);
    add("lib/start.sh", start.resolve("start.sh"), false);
    if (platform.hasDesktopEntries()) {
      add("loupe.desktop", start.resolve("loupe.desktop"), false);
    }
  }

  private void addAll(Path folder, String to) throws IOException {
    for (Path file : sorted(folder)) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      add(to + name, file, to.equals("jre/") && Files.isExecutable(file));
    }
  }

  private void add(String name, Path source, boolean isProgram) {
    files.put(root + name, new Content(source, isProgram));
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
