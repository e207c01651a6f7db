package org.loupe.releng;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Unpacks feature archives into the product's folder: {@code bundles/<feature>/*.jar} and {@code
 * features/<feature>.json}. What is there already with the right digest stays untouched, since a
 * running product may have it open; what no feature names goes.
 */
final class Assembly {
  private final Map<Path, Feature> features = new LinkedHashMap<>();

  Assembly(List<Path> archives) throws IOException {
    for (Path archive : archives) {
      features.put(archive, FeatureArchive.read(archive));
    }
  }

  /** Returns the symbolic names of all bundles; fails where two features hold the same one. */
  Set<String> symbolicNames() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Feature feature : features.values()) {
      for (FeatureBundle bundle : feature.bundles()) {
        if (!names.add(bundle.symbolicName())) {
          throw new IOException(
              "Found " + bundle.symbolicName() + " in two features; name it in one of them.");
        }
      }
    }
    return names;
  }

  void unpack(Path folder) throws IOException {
    Set<Path> wanted = new HashSet<>();
    for (Map.Entry<Path, Feature> each : features.entrySet()) {
      Feature feature = each.getValue();
      String name = feature.artifact().replaceFirst(".*\\.", "");
      Path json = folder.resolve("features").resolve(name + ".json");
      Files.createDirectories(json.getParent());
      Files.write(json, feature.toJson());
      wanted.add(json);
      Path bundles = folder.resolve("bundles").resolve(name);
      Files.createDirectories(bundles);
      try (ZipFile zip = new ZipFile(each.getKey().toFile())) {
        for (FeatureBundle bundle : feature.bundles()) {
          Path jar = bundles.resolve(bundle.fileName());
          wanted.add(jar);
          unpack(zip, bundle, jar);
        }
      }
    }
    removeOthers(folder.resolve("features"), wanted);
    removeOthers(folder.resolve("bundles"), wanted);
  }

  private static void unpack(ZipFile zip, FeatureBundle bundle, Path jar) throws IOException {
    if (Files.exists(jar)
        && Files.size(jar) == bundle.size()
        && FeatureBundle.digest(jar).equals(bundle.sha256())) {
      return;
    }
    Path part = Files.createTempFile(jar.getParent(), "unpack", ".part");
    try (InputStream in =
        zip.getInputStream(FeatureArchive.entry(zip, FeatureArchive.BUNDLES + bundle.fileName()))) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    // Temporary files are their owner's alone, the product is for everybody.
    jar.toFile().setReadable(true, false);
  }

  private static void removeOthers(Path folder, Set<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!wanted.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }
}
