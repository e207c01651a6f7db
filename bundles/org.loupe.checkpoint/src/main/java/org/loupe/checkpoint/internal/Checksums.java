package org.loupe.checkpoint.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.checkpoint.ZipArchive.Entry;
import org.loupe.model.BadInputException;

/** Compares an archive's bytes with the checksums in its directory, at the speed of the disk. */
public final class Checksums {
  private static final int AT_ONCE = 1 << 18;

  private Checksums() {}

  /**
   * Reads every entry. torch can be told to leave all checksums out ({@code set_crc32_options}): an
   * archive of torch's of which none is right is therefore taken as it is.
   *
   * @param mayLeaveOut whether its writer is known to leave them out
   * @throws BadInputException if some are right and one is wrong, or an entry cannot be unpacked
   */
  public static void require(ZipArchive zip, boolean mayLeaveOut) throws BadInputException {
    byte[] buffer = new byte[AT_ONCE];
    List<String> damaged = new ArrayList<>();
    int right = 0;
    for (Entry entry : zip.entries().values()) {
      if (entry.size() > 0 && crc(zip, entry, buffer) != entry.crc32()) {
        damaged.add(entry.name());
      } else if (entry.size() > 0) {
        right++;
      }
    }
    if (!damaged.isEmpty() && (right > 0 || !mayLeaveOut)) {
      throw new BadInputException(
          zip.file()
              + " is damaged: the checksum of its entry '"
              + damaged.get(0)
              + "' is wrong"
              + (damaged.size() == 1 ? "" : ", and " + (damaged.size() - 1) + " more")
              + "; copy the file again.");
    }
  }

  private static long crc(ZipArchive zip, Entry entry, byte[] buffer) throws BadInputException {
    CRC32 crc = new CRC32();
    try (InputStream in = zip.stream(entry)) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        crc.update(buffer, 0, got);
      }
      return crc.getValue();
    } catch (IOException e) {
      throw new BadInputException(
          zip.file()
              + ": entry '"
              + entry.name()
              + "' is damaged ("
              + e.getMessage()
              + "); copy the file again.",
          e);
    }
  }
}
