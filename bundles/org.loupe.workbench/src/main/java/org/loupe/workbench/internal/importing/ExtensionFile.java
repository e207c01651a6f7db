package org.loupe.workbench.internal.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Whether a file looks like something that can be installed: a bundle, a feature archive or the
 * index of a repository. Reads its beginning; whether it is sound is found out when it is planned.
 */
final class ExtensionFile {
  private static final Logger LOG = System.getLogger(ExtensionFile.class.getName());
  private static final int BEGINNING = 4096;
  private static final int MOST_ENTRIES = 16;

  private ExtensionFile() {}

  /** By its content. */
  static boolean isOne(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(BEGINNING);
      int first = in.read();
      int second = in.read();
      in.reset();
      if (first == 'P' && second == 'K') {
        return isArchive(in);
      }
      return first == 0x1f && second == 0x8b ? isIndex(new GZIPInputStream(in)) : isIndex(in);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, file + " is no extension.", e);
      return false;
    }
  }

  /** Both begin with what says what they are; archives of tensors have neither. */
  private static boolean isArchive(InputStream in) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    for (int i = 0; i < MOST_ENTRIES; i++) {
      ZipEntry entry = zip.getNextEntry();
      if (entry == null) {
        return false;
      }
      String name = entry.getName();
      if (name.equals("META-INF/MANIFEST.MF") || name.equals("feature.json")) {
        return true;
      }
      if (!entry.isDirectory() && !name.startsWith("META-INF/")) {
        return false;
      }
    }
    return false;
  }

  private static boolean isIndex(InputStream in) throws IOException {
    String text = new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
    return text.contains("<repository") && text.contains("http://www.osgi.org/xmlns/repository/");
  }
}
