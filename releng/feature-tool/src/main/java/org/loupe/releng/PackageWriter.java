package org.loupe.releng;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes the files of a package into one archive. The same files give the same bytes: entries are
 * sorted, belong to nobody, and have one time.
 */
final class PackageWriter {
  private static final Instant ANY_TIME = Instant.parse("2025-01-01T00:00:00Z");
  private static final int FILE = 0100644;
  private static final int PROGRAM = 0100755;

  private PackageWriter() {}

  /**
   * A file of a package.
   *
   * @param source where its bytes are
   * @param isProgram whether it can be executed
   */
  record Content(Path source, boolean isProgram) {
    int mode() {
      return isProgram ? PROGRAM : FILE;
    }
  }

  /** Makes an entry of an archive's kind. */
  private interface Entries<E extends ArchiveEntry> {
    E of(String name, Content content, long size);
  }

  /** As ZIP, or as compressed TAR, which keeps who may execute a file wherever it is unpacked. */
  static void write(Path archive, SortedMap<String, Content> files) throws IOException {
    Files.createDirectories(archive.toAbsolutePath().getParent());
    Path part = archive.resolveSibling(archive.getFileName() + ".part");
    if (archive.getFileName().toString().endsWith(".zip")) {
      try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(part)) {
        // Nearly everything is compressed already.
        zip.setLevel(Deflater.BEST_SPEED);
        write(zip, files, PackageWriter::zipEntry);
      }
    } else {
      GzipParameters fast = new GzipParameters();
      fast.setCompressionLevel(Deflater.BEST_SPEED);
      try (OutputStream out = Files.newOutputStream(part);
          GzipCompressorOutputStream zipped = new GzipCompressorOutputStream(out, fast);
          TarArchiveOutputStream tar = new TarArchiveOutputStream(zipped, "UTF-8")) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        write(tar, files, PackageWriter::tarEntry);
      }
    }
    Files.move(part, archive, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ZipArchiveEntry zipEntry(String name, Content content, long size) {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setSize(size);
    entry.setTimeLocal(LocalDateTime.ofInstant(ANY_TIME, ZoneOffset.UTC));
    entry.setUnixMode(content.mode());
    return entry;
  }

  private static TarArchiveEntry tarEntry(String name, Content content, long size) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setModTime(ANY_TIME.toEpochMilli());
    entry.setMode(content.mode());
    return entry;
  }

  private static <E extends ArchiveEntry> void write(
      ArchiveOutputStream<E> out, SortedMap<String, Content> files, Entries<E> entries)
      throws IOException {
    for (Map.Entry<String, Content> file : files.entrySet()) {
      Path source = file.getValue().source();
      out.putArchiveEntry(entries.of(file.getKey(), file.getValue(), Files.size(source)));
      Files.copy(source, out);
      out.closeArchiveEntry();
    }
  }
}
