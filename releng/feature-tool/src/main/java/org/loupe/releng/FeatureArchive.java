package org.loupe.releng;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The single file that a feature is shipped as: {@code feature.json}, {@code index.xml} (an OSGi
 * repository index with digests and sizes) and {@code bundles/}. The same bundles give the same
 * bytes.
 */
final class FeatureArchive {
  static final String JSON = "feature.json";
  static final String INDEX = "index.xml";
  static final String BUNDLES = "bundles/";

  private static final LocalDateTime ANY_TIME = LocalDateTime.of(2025, 1, 1, 0, 0);

  private FeatureArchive() {}

  static void write(Path archive, String id, String name, List<FeatureBundle> bundles)
      throws IOException {
    Files.createDirectories(archive.toAbsolutePath().getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      // Bundles are compressed already.
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, JSON, new Feature(id, name, bundles).toJson());
      store(zip, INDEX, index(id, bundles));
      for (FeatureBundle bundle : bundles) {
        store(zip, BUNDLES + bundle.fileName(), bundle.source());
      }
    }
  }

  /** Reads what an archive says of itself. */
  static Feature read(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream json = zip.getInputStream(entry(zip, JSON))) {
      return Feature.read(json);
    }
  }

  /** An entry that every archive has. */
  static ZipEntry entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("Found no " + name + " in " + zip.getName() + "; build it again.");
    }
    return entry;
  }

  private static byte[] index(String id, List<FeatureBundle> bundles) throws IOException {
    RepositoryIndex index = new RepositoryIndex(id);
    for (FeatureBundle bundle : bundles) {
      index.add(bundle, bundle.source(), BUNDLES + bundle.fileName());
    }
    return index.toXml();
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    begin(zip, name, bytes.length, crc.getValue());
    zip.write(bytes);
    zip.closeEntry();
  }

  private static void store(ZipOutputStream zip, String name, Path file) throws IOException {
    CRC32 crc = new CRC32();
    try (OutputStream checking = new CheckedOutputStream(OutputStream.nullOutputStream(), crc)) {
      Files.copy(file, checking);
    }
    begin(zip, name, Files.size(file), crc.getValue());
    Files.copy(file, zip);
    zip.closeEntry();
  }

  private static void begin(ZipOutputStream zip, String name, long size, long crc)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ANY_TIME);
    entry.setSize(size);
    entry.setCompressedSize(size);
    entry.setCrc(crc);
    zip.putNextEntry(entry);
  }
}
