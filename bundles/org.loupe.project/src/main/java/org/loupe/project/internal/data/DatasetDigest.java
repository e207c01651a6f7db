package org.loupe.project.internal.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.loupe.checkpoint.ZipArchive.Entry;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/**
 * Reads an archive of arrays through once: for its digest, and to see that the arrays that are read
 * at their places are whole.
 */
final class DatasetDigest {
  private static final int CHUNK = 1 << 18;
  private static final long MEGABYTE = 1_000_000;
  private static final long GIGABYTE = 1_000_000_000;

  private DatasetDigest() {}

  /**
   * The digest of a file.
   *
   * @param entries of the file
   * @throws BadInputException if a stored entry's checksum is wrong, or the file cannot be read
   * @throws java.util.concurrent.CancellationException if the progress was cancelled
   */
  static String of(Path file, long size, Collection<Entry> entries, Progress progress)
      throws BadInputException {
    List<Checked> stored = new ArrayList<>();
    entries.stream()
        .filter(entry -> !entry.deflated())
        .sorted(Comparator.comparingLong(Entry::offset))
        .forEach(entry -> stored.add(new Checked(entry, new CRC32())));
    MessageDigest digest = Sha256.newDigest();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    String task =
        "The fingerprint of "
            + file.getFileName()
            + " is taken once, so that results can be told apart: ";
    int first = 0;
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long at = 0; at < size; at += chunk.limit()) {
        progress.checkCancelled();
        progress.report(task + amount(at, size), at >> 20, size >> 20);
        if (in.read(chunk.clear()) < 0) {
          throw new EOFException("it ends at byte " + at);
        }
        chunk.flip();
        digest.update(chunk.array(), 0, chunk.limit());
        while (first < stored.size() && stored.get(first).end() <= at) {
          first++;
        }
        for (int i = first; i < stored.size() && stored.get(i).begin() < at + chunk.limit(); i++) {
          stored.get(i).update(chunk, at);
        }
      }
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
    for (Checked each : stored) {
      if (each.crc.getValue() != each.entry.crc32()) {
        throw new BadInputException(
            file
                + " is damaged: the checksum of '"
                + each.entry.name()
                + "' is wrong; copy it"
                + " again.");
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** '3.1 of 10.6 GB'; of smaller files in megabytes. */
  private static String amount(long done, long size) {
    return size < GIGABYTE
        ? done / MEGABYTE + " of " + Math.round((double) size / MEGABYTE) + " MB"
        : String.format(
            Locale.ROOT, "%.1f of %.1f GB", (double) done / GIGABYTE, (double) size / GIGABYTE);
  }

  private record Checked(Entry entry, CRC32 crc) {
    long begin() {
      return entry.offset();
    }

    long end() {
      return entry.offset() + entry.size();
    }

    /** Takes what of a chunk of the file is the entry's. */
    void update(ByteBuffer chunk, long at) {
      int from = (int) Math.max(0, begin() - at);
      int to = (int) Math.min(chunk.limit(), end() - at);
      if (to > from) {
        crc.update(chunk.array(), from, to - from);
      }
    }
  }
}
