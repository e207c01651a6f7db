package org.loupe.releng;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/**
 * A folder from which extensions are installed: {@code archives/*.zip} (see {@link
 * FeatureArchive}), their {@code bundles/*.jar}, and {@code index.xml}, which lists both with
 * digests. It can be served as it is.
 */
final class ArchiveRepository {
  private static final String ARCHIVES = "archives/";

  private ArchiveRepository() {}

  /** Writes it anew; what was in the folder goes. */
  static void write(Path folder, String name, List<Path> archives) throws IOException {
    Folders.empty(folder);
    Files.createDirectories(folder.resolve(ARCHIVES));
    Files.createDirectories(folder.resolve(FeatureArchive.BUNDLES));
    RepositoryIndex index = new RepositoryIndex(name);
    Map<String, FeatureBundle> bundles = new TreeMap<>();
    for (Path archive : archives) {
      Feature feature = FeatureArchive.read(archive);
      String place = ARCHIVES + feature.artifact() + "-" + feature.version() + ".zip";
      Files.copy(archive, folder.resolve(place));
      index.add(feature, archive, place);
      unpack(archive, feature, folder, bundles);
    }
    for (FeatureBundle bundle : bundles.values()) {
      String place = FeatureArchive.BUNDLES + bundle.fileName();
      index.add(bundle, folder.resolve(place), place);
    }
    Files.write(folder.resolve(FeatureArchive.INDEX), index.toXml());
  }

  /** Features may share bundles, as long as these are the same. */
  private static void unpack(
      Path archive, Feature feature, Path folder, Map<String, FeatureBundle> bundles)
      throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (FeatureBundle bundle : feature.bundles()) {
        FeatureBundle before = bundles.putIfAbsent(bundle.fileName(), bundle);
        if (before != null && !before.sha256().equals(bundle.sha256())) {
          throw new IOException(
              "Found two different files "
                  + bundle.fileName()
                  + " in the archives, the second in "
                  + archive
                  + "; build them anew.");
        }
        Path jar = folder.resolve(FeatureArchive.BUNDLES + bundle.fileName());
        try (InputStream in =
            zip.getInputStream(
                FeatureArchive.entry(zip, FeatureArchive.BUNDLES + bundle.fileName()))) {
          Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
