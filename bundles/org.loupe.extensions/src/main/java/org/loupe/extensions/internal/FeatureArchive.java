package org.loupe.extensions.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/** A feature in a single file: {@code feature.json}, {@code index.xml}, {@code bundles/}. */
final class FeatureArchive {
  private static final int MOST_JSON = 4 << 20;

  private FeatureArchive() {}

  static boolean isOne(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry(FeatureJson.FILE) != null;
    }
  }

  /**
   * Unpacks its bundles, each of which must be what {@code feature.json} says.
   *
   * @param folder where to
   * @param label what it is, for messages
   */
  static Selection read(Path archive, Path folder, String label, Progress progress)
      throws BadInputException, IOException {
    BoundedZip.check(archive, label);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      FeatureJson feature =
          FeatureJson.read(BoundedZip.small(zip, FeatureJson.FILE, MOST_JSON, label), label);
      List<Offer> bundles = new ArrayList<>();
      List<FeatureJson.Entry> entries = feature.bundles() == null ? List.of() : feature.bundles();
      for (FeatureJson.Entry entry : entries) {
        bundles.add(unpack(zip, entry, folder, label, progress));
      }
      String name = feature.name() == null ? feature.artifact() : feature.name();
      return new Selection(
          feature.artifact(), name, feature.version().toString(), label, bundles, List.of());
    } catch (ZipException | EOFException e) {
      throw BoundedZip.damaged(label, e);
    }
  }

  private static Offer unpack(
      ZipFile zip, FeatureJson.Entry entry, Path folder, String label, Progress progress)
      throws IOException, BadInputException {
    ZipEntry packed = zip.getEntry(entry.path());
    if (packed == null) {
      throw new BadInputException(
          label + " holds no " + entry.path() + ", which its feature.json lists.");
    }
    Path file = folder.resolve(entry.symbolicName() + "-" + entry.version() + ".jar");
    String promised = String.valueOf(entry.sha256()).toLowerCase(Locale.ROOT);
    String found;
    try (InputStream in = zip.getInputStream(packed)) {
      found = Digests.copy(in, file, entry.path(), entry.size(), entry.size(), progress);
    }
    if (!found.equals(promised)) {
      throw wrongDigest(entry.path() + " in " + label, promised, found);
    }
    BundleFile bundle = BundleFile.read(file, entry.path());
    if (!bundle.identity().symbolicName().equals(entry.symbolicName())
        || !bundle.identity().version().toString().equals(entry.version())) {
      throw new BadInputException(
          entry.path() + " in " + label + " is " + bundle.identity() + " by its own manifest.");
    }
    return new Offer(bundle.identity(), new Content.Here(file, entry.size(), found));
  }

  /** The one way to say that a file is not what was promised. */
  static BadInputException wrongDigest(String what, String promised, String found) {
    return new BadInputException(
        what
            + " is not what its index promises: SHA-256 "
            + promised
            + " was expected, "
            + found
            + " found. It was damaged or changed; get it again from where it is made.");
  }
}
