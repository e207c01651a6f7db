package org.loupe.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.BoundedStream;
import org.loupe.checkpoint.internal.ChannelStream;
import org.loupe.checkpoint.internal.FileStamp;
import org.loupe.checkpoint.internal.FileStart;
import org.loupe.checkpoint.internal.ZipDirectory;
import org.loupe.model.BadInputException;

/**
 * A ZIP file that is read only after its directory was found sound: no entry twice, none that
 * overlaps another or leaves the file, no name that leaves a folder, no encryption, and nothing
 * that grows out of proportion when it is unpacked (more than 64 MiB and more than 200 times its
 * packed size). Entries are stored or deflated; ZIP64 is understood.
 *
 * <p>Safe for use by several threads; each stream by one.
 */
public final class ZipArchive implements AutoCloseable {

  /**
   * An entry.
   *
   * @param name as written, with {@code /} between folders
   * @param size bytes when unpacked
   * @param packedSize bytes in the file
   * @param deflated false if stored as it is
   * @param crc32 of the unpacked bytes, as the directory says; some writers leave it wrong
   * @param offset of the first packed byte in the file
   */
  public record Entry(
      String name, long size, long packedSize, boolean deflated, long crc32, long offset) {}

  /** The longest entry that is read into memory at once. */
  private static final long LARGEST_READ = Integer.MAX_VALUE - 16L;

  private final FileStamp stamp;
  private final Path file;
  private final FileChannel channel;
  private final Map<String, Entry> entries;

  private ZipArchive(FileStamp stamp, FileChannel channel, Map<String, Entry> entries) {
    this.stamp = stamp;
    this.file = stamp.file();
    this.channel = channel;
    this.entries = entries;
  }

  /**
   * Opens an archive.
   *
   * @throws BadInputException if there is no such file, it is no ZIP or one that is refused
   */
  public static ZipArchive open(Path file) throws BadInputException {
    FileStart.of(file).requireZip();
    FileStamp stamp = FileStamp.of(file);
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      Map<String, Entry> entries = new LinkedHashMap<>();
      ZipDirectory.read(file, channel).forEach(entry -> entries.put(entry.name(), entry));
      return new ZipArchive(stamp, channel, Collections.unmodifiableMap(entries));
    } catch (IOException e) {
      close(channel, e);
      throw new BadInputException(
          file + " is a damaged or truncated ZIP archive (" + e.getMessage() + "); copy it again.",
          e);
    } catch (BadInputException e) {
      close(channel, e);
      throw e;
    }
  }

  /**
   * Opens the same file again, also after this archive was closed. Its directory is not read a
   * second time.
   *
   * @throws BadInputException if the file has changed since
   */
  public ZipArchive reopened() throws BadInputException {
    stamp.requireUnchanged();
    try {
      return new ZipArchive(stamp, FileChannel.open(file, StandardOpenOption.READ), entries);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void close(@Nullable FileChannel channel, Exception reason) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** The file that was opened. */
  public Path file() {
    return file;
  }

  /** The entries by name, in the directory's order. */
  public Map<String, Entry> entries() {
    return entries;
  }

  /**
   * The entry's unpacked bytes as a stream, which ends with an error where they are fewer or more
   * than the directory says.
   */
  public InputStream stream(Entry entry) {
    InputStream packed = new ChannelStream(channel, entry.offset(), entry.packedSize());
    InputStream unpacked = entry.deflated() ? new RawInflaterStream(packed) : packed;
    return new BoundedStream(unpacked, entry.size(), entry.name());
  }

  /** The entry's unpacked bytes from one of them on. */
  private InputStream stream(Entry entry, long from) throws IOException {
    if (from < 0 || from > entry.size()) {
      throw new EOFException("byte " + from + " of " + entry.size());
    }
    if (entry.deflated()) {
      InputStream in = stream(entry);
      in.skipNBytes(from);
      return in;
    }
    return new ChannelStream(channel, entry.offset() + from, entry.size() - from);
  }

  /**
   * The entry's unpacked bytes.
   *
   * @param limit the most bytes that are read
   * @throws BadInputException if it is longer, or damaged
   */
  public byte[] read(Entry entry, long limit) throws BadInputException {
    if (entry.size() > Math.min(limit, LARGEST_READ)) {
      throw new BadInputException(
          file
              + ": entry '"
              + entry.name()
              + "' has "
              + entry.size()
              + " bytes, at most "
              + Math.min(limit, LARGEST_READ)
              + " are read.");
    }
    return read(entry, 0, (int) entry.size());
  }

  /**
   * A part of the entry's unpacked bytes.
   *
   * @param from the first byte
   * @param length number of bytes
   * @throws BadInputException if it has fewer, or is damaged
   */
  public byte[] read(Entry entry, long from, int length) throws BadInputException {
    try (InputStream in = stream(entry, from)) {
      // Grows with what is really there, so that a directory's promise allocates nothing by itself.
      byte[] bytes = in.readNBytes(length);
      if (bytes.length != length) {
        throw new EOFException((from + bytes.length) + " of " + entry.size() + " bytes");
      }
      if (from + length == entry.size() && in.read() >= 0) {
        throw new IOException("more than " + entry.size() + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new BadInputException(
          file
              + ": entry '"
              + entry.name()
              + "' is damaged ("
              + e.getMessage()
              + "); copy the file again.",
          e);
    }
  }

  /**
   * Copies the entry's bytes as they are in the file, packed or not, without reading them.
   *
   * @throws IOException if either file cannot be read or written
   */
  public void transfer(Entry entry, WritableByteChannel to) throws IOException {
    long at = entry.offset();
    long end = at + entry.packedSize();
    while (at < end) {
      long moved = channel.transferTo(at, end - at, to);
      if (moved <= 0) {
        throw new EOFException("the file ends at byte " + at);
      }
      at += moved;
    }
  }

  @Override
  public void close() throws BadInputException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be closed: " + e.getMessage(), e);
    }
  }

  /** Inflates without a zlib header and frees the inflater when closed. */
  private static final class RawInflaterStream extends InflaterInputStream {
    RawInflaterStream(InputStream packed) {
      // zlib wants one byte more than raw deflate data have
      super(
          new SequenceInputStream(packed, new ByteArrayInputStream(new byte[1])),
          new Inflater(true),
          1 << 16);
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }
}
