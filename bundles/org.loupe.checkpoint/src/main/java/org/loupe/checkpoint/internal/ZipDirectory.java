package org.loupe.checkpoint.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loupe.checkpoint.ZipArchive.Entry;
import org.loupe.model.BadInputException;

/** Reads and checks a ZIP's central directory; an {@link IOException} says that it is damaged. */
public final class ZipDirectory {
  private static final int MOST_ENTRIES = 200_000;
  private static final int LONGEST_NAME = 1024;
  private static final long LARGEST_DIRECTORY = 64L << 20;
  private static final long HARMLESS_SIZE = 64L << 20;
  private static final long LARGEST_RATIO = 200;
  private static final int LOCAL_HEADER = 30;
  private static final int CENTRAL_HEADER = 46;

  private final Path file;
  private final FileChannel channel;

  private ZipDirectory(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The entries that are files, in the directory's order. */
  public static List<Entry> read(Path file, FileChannel channel)
      throws IOException, BadInputException {
    return new ZipDirectory(file, channel).read();
  }

  private List<Entry> read() throws IOException, BadInputException {
    ZipEnd end = ZipEnd.find(channel);
    if (end.entries() > MOST_ENTRIES || end.directorySize() > LARGEST_DIRECTORY) {
      throw refused(end.entries() + " entries, at most " + MOST_ENTRIES + " are read");
    }
    ByteBuffer directory = bytes(end.directoryOffset(), (int) end.directorySize());
    List<Entry> central = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (long i = 0; i < end.entries(); i++) {
      Entry entry = central(directory);
      checkName(entry.name());
      if (!names.add(entry.name())) {
        throw refused("two entries named '" + entry.name() + "'");
      }
      central.add(entry);
    }
    if (directory.hasRemaining()) {
      throw new IOException("its directory holds more than the entries it counts");
    }
    checkGrowth(central);
    return located(central, end.directoryOffset()).stream()
        .filter(entry -> !entry.name().endsWith("/"))
        .toList();
  }

  private Entry central(ByteBuffer in) throws IOException, BadInputException {
    if (in.remaining() < CENTRAL_HEADER || in.getInt() != 0x02014b50) {
      throw new IOException("its directory is broken");
    }
    in.getInt(); // versions
    int flags = in.getShort() & 0xffff;
    int method = in.getShort() & 0xffff;
    in.getInt(); // time
    long crc = in.getInt() & 0xffffffffL;
    long packed = in.getInt() & 0xffffffffL;
    long size = in.getInt() & 0xffffffffL;
    int nameLength = in.getShort() & 0xffff;
    int extraLength = in.getShort() & 0xffff;
    int commentLength = in.getShort() & 0xffff;
    in.getInt(); // disk, internal attributes
    in.getShort();
    in.getShort();
    long offset = in.getInt() & 0xffffffffL;
    if (in.remaining() < nameLength + extraLength + commentLength) {
      throw new IOException("its directory is broken");
    }
    if (nameLength > LONGEST_NAME) {
      throw refused("an entry with a name of " + nameLength + " bytes");
    }
    byte[] name = new byte[nameLength];
    in.get(name);
    ByteBuffer extra = in.slice(in.position(), extraLength).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + extraLength + commentLength);
    Zip64 wide = Zip64.apply(extra, size, packed, offset);
    String text = new String(name, StandardCharsets.UTF_8);
    if ((flags & 1) != 0) {
      throw refused("the encrypted entry '" + text + "'");
    }
    if (method != 0 && method != 8) {
      throw refused(
          "entry '"
              + text
              + "' packed by method "
              + method
              + ", only stored and deflated are read");
    }
    if (method == 0 && wide.size() != wide.packed()) {
      throw new IOException("stored entry '" + text + "' has two sizes");
    }
    return new Entry(text, wide.size(), wide.packed(), method == 8, crc, wide.offset());
  }

  private void checkName(String name) throws BadInputException {
    boolean leaves =
        name.isEmpty()
            || name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || name.indexOf(':') >= 0
            || List.of(name.split("/")).contains("..");
    if (leaves) {
      throw refused("an entry with the name '" + name + "', which is no place inside an archive");
    }
  }

  private void checkGrowth(List<Entry> entries) throws BadInputException {
    long size = 0;
    long packed = 0;
    for (Entry entry : entries) {
      if (entry.size() < 0 || entry.packedSize() < 0) {
        throw refused("an entry of impossible size, '" + entry.name() + "'");
      }
      size = Math.min(size, Long.MAX_VALUE / 2) + Math.min(entry.size(), Long.MAX_VALUE / 2);
      packed =
          Math.min(packed, Long.MAX_VALUE / 2) + Math.min(entry.packedSize(), Long.MAX_VALUE / 2);
      if (grows(entry.size(), entry.packedSize())) {
        throw refused(
            "entry '"
                + entry.name()
                + "', which unpacks from "
                + entry.packedSize()
                + " to "
                + entry.size()
                + " bytes (a ZIP bomb)");
      }
    }
    if (grows(size, packed)) {
      throw refused("entries that unpack from " + packed + " to " + size + " bytes (a ZIP bomb)");
    }
  }

  private static boolean grows(long size, long packed) {
    return size > HARMLESS_SIZE && size / LARGEST_RATIO > packed;
  }

  /** Finds where the entries' bytes begin, and that no two share any. */
  private List<Entry> located(List<Entry> central, long directoryOffset)
      throws IOException, BadInputException {
    List<Entry> found = new ArrayList<>(central.size());
    List<long[]> ranges = new ArrayList<>(central.size());
    for (Entry entry : central) {
      long begin = entry.offset();
      ByteBuffer local = bytes(begin, LOCAL_HEADER);
      if (local.getInt(0) != 0x04034b50) {
        throw new IOException("entry '" + entry.name() + "' is not where the directory says");
      }
      int nameLength = local.getShort(26) & 0xffff;
      int extraLength = local.getShort(28) & 0xffff;
      ByteBuffer name = bytes(begin + LOCAL_HEADER, nameLength);
      if (!StandardCharsets.UTF_8.decode(name).toString().equals(entry.name())) {
        throw refused("entry '" + entry.name() + "' has another name where it stands");
      }
      long data = begin + LOCAL_HEADER + nameLength + extraLength;
      if (entry.packedSize() > directoryOffset - data) {
        throw new IOException("entry '" + entry.name() + "' leaves the file");
      }
      ranges.add(new long[] {begin, data + entry.packedSize()});
      found.add(
          new Entry(
              entry.name(),
              entry.size(),
              entry.packedSize(),
              entry.deflated(),
              entry.crc32(),
              data));
    }
    checkOverlap(ranges);
    return found;
  }

  private void checkOverlap(List<long[]> ranges) throws BadInputException {
    ranges.sort(Comparator.comparingLong(range -> range[0]));
    long end = 0;
    for (long[] range : ranges) {
      if (range[0] < end) {
        throw refused("entries that overlap (a ZIP bomb)");
      }
      end = range[1];
    }
    if (!ranges.isEmpty() && ranges.get(0)[0] != 0) {
      throw refused("bytes before its first entry");
    }
  }

  private ByteBuffer bytes(long offset, int length) throws IOException {
    if (offset < 0 || offset > channel.size() - length) {
      throw new EOFException("it ends at byte " + channel.size() + ", " + offset + " was needed");
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("it ends at byte " + (offset + buffer.position()));
      }
    }
    return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  private BadInputException refused(String found) {
    return new BadInputException(file + " is refused: the archive holds " + found + ".");
  }
}
