package org.loupe.extensions.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.loupe.model.BadInputException;

/** Refuses archives that could fill a disk or write where they must not, before they are read. */
final class BoundedZip {
  static final long MOST_BYTES = 4L << 30;
  private static final int MOST_ENTRIES = 100_000;
  private static final int MOST_NAME = 1000;

  /** What deflate can reach on real content is far below; small entries may well exceed it. */
  private static final long MOST_RATIO = 200;

  private static final long ALWAYS_ALLOWED = 1 << 20;

  private BoundedZip() {}

  /**
   * Looks at every entry.
   *
   * @param name what it is, for messages
   * @throws BadInputException if it is refused, or no archive
   */
  static void check(Path file, String name) throws BadInputException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw new BadInputException(
            name + " has " + zip.size() + " entries, more than the " + MOST_ENTRIES + " allowed.");
      }
      long all = 0;
      Set<String> seen = new HashSet<>();
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        requireSafeName(entry.getName(), name);
        if (!seen.add(entry.getName())) {
          throw new BadInputException(
              name + " has two entries '" + entry.getName() + "'; an archive has each only once.");
        }
        all += requireSize(entry, name);
        if (all > MOST_BYTES) {
          throw tooLarge(name);
        }
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw damaged(name, e);
    } catch (IOException e) {
      throw new BadInputException(name + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** The one way to say that an archive is not whole. */
  static BadInputException damaged(String name, Exception reason) {
    return new BadInputException(
        name
            + " is no archive, or is damaged or incomplete ("
            + reason.getMessage()
            + "); get it again.",
        reason);
  }

  /**
   * Reads an entry that must be small.
   *
   * @throws BadInputException if it is absent or larger
   */
  static byte[] small(ZipFile zip, String entry, int most, String name)
      throws IOException, BadInputException {
    ZipEntry found = zip.getEntry(entry);
    if (found == null) {
      throw new BadInputException(name + " holds no " + entry + ".");
    }
    try (InputStream in = zip.getInputStream(found)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new BadInputException(
            entry + " in " + name + " is larger than the " + most + " bytes allowed.");
      }
      return bytes;
    }
  }

  private static void requireSafeName(String entry, String name) throws BadInputException {
    boolean climbs = List.of(entry.split("/", -1)).contains("..");
    boolean absolute = entry.startsWith("/") || entry.matches("[A-Za-z]:.*");
    boolean strange = entry.contains("\\") || entry.indexOf(0) >= 0 || entry.length() > MOST_NAME;
    if (climbs || absolute || strange || entry.isEmpty()) {
      throw new BadInputException(
          name
              + " has an entry '"
              + entry.substring(0, Math.min(entry.length(), 80)).replaceAll("\\p{Cntrl}", "?")
              + "', which would be written outside its folder; nothing of it is used.");
    }
  }

  private static long requireSize(ZipEntry entry, String name) throws BadInputException {
    long size = entry.getSize();
    long packed = Math.max(1, entry.getCompressedSize());
    if (size < 0 || size > MOST_BYTES) {
      throw tooLarge(name);
    }
    if (size > ALWAYS_ALLOWED && size / packed > MOST_RATIO) {
      throw new BadInputException(
          name
              + " packs '"
              + entry.getName()
              + "' "
              + size / packed
              + " times, which no bundle needs; it looks like one that is made to fill the disk.");
    }
    return size;
  }

  private static BadInputException tooLarge(String name) {
    return new BadInputException(
        name + " unpacks to more than the " + MOST_BYTES + " bytes allowed.");
  }
}
