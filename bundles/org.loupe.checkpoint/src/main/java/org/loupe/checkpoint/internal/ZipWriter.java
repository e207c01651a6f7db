package org.loupe.checkpoint.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.checkpoint.ZipArchive.Entry;

/**
 * Writes an archive as PyTorch does: without timestamps, the bytes of every entry at a multiple of
 * 64, ZIP64 where it must be. Used by one thread.
 */
public final class ZipWriter {
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER = 30;
  private static final int CENTRAL_HEADER = 46;
  private static final long NARROW = 0xffffffffL;
  private static final int MOST_NARROW_ENTRIES = 0xffff;
  private static final int UTF_8 = 1 << 11;
  private static final short ZIP64 = 1;
  private static final short PADDING = 0x4246; // "FB", as PyTorch pads

  private final FileChannel out;
  private final List<Entry> written = new ArrayList<>();
  private final List<Long> headers = new ArrayList<>();

  /** Writes to an empty file, which the caller closes. */
  public ZipWriter(FileChannel out) {
    this.out = out;
  }

  /** Copies an entry without unpacking it. */
  public void copy(ZipArchive from, Entry entry) throws IOException {
    begin(entry);
    from.transfer(entry, out);
  }

  /** Stores an entry. */
  public void store(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    begin(new Entry(name, content.length, content.length, false, crc.getValue(), 0));
    write(ByteBuffer.wrap(content));
  }

  private void begin(Entry entry) throws IOException {
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    long begin = out.position();
    int wide = isWide(entry) ? 20 : 0;
    long dataBegin = begin + LOCAL_HEADER + name.length + wide + 4;
    int padding = (int) ((ALIGNMENT - dataBegin % ALIGNMENT) % ALIGNMENT);
    ByteBuffer header = little(LOCAL_HEADER + name.length + wide + 4 + padding);
    header.putInt(0x04034b50).putShort((short) (wide == 0 ? 20 : 45));
    common(header, entry);
    header.putShort((short) name.length).putShort((short) (wide + 4 + padding)).put(name);
    if (wide > 0) {
      header.putShort(ZIP64).putShort((short) 16);
      header.putLong(entry.size()).putLong(entry.packedSize());
    }
    header.putShort(PADDING).putShort((short) padding);
    headers.add(begin);
    written.add(entry);
    write(header.rewind());
  }

  /** Writes the directory. */
  public void finish() throws IOException {
    long begin = out.position();
    for (int i = 0; i < written.size(); i++) {
      write(central(written.get(i), headers.get(i)));
    }
    long size = out.position() - begin;
    boolean wide = begin >= NARROW || written.size() >= MOST_NARROW_ENTRIES;
    if (wide) {
      write(wideEnd(begin, size));
    }
    short count = (short) (wide ? MOST_NARROW_ENTRIES : written.size());
    ByteBuffer end = little(22).putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort(count).putShort(count);
    end.putInt((int) (wide ? NARROW : size)).putInt((int) (wide ? NARROW : begin));
    write(end.rewind());
  }

  private static ByteBuffer central(Entry entry, long header) {
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    boolean wide = isWide(entry) || header >= NARROW;
    ByteBuffer central = little(CENTRAL_HEADER + name.length + (wide ? 28 : 0));
    central.putInt(0x02014b50).putShort((short) 0).putShort((short) (wide ? 45 : 20));
    if (wide) {
      common(central, new Entry(entry.name(), NARROW, NARROW, entry.deflated(), entry.crc32(), 0));
    } else {
      common(central, entry);
    }
    central.putShort((short) name.length).putShort((short) (wide ? 28 : 0));
    // comment, disk and attributes are zeros
    central.position(central.position() + 10);
    central.putInt((int) (wide ? NARROW : header)).put(name);
    if (wide) {
      central.putShort(ZIP64).putShort((short) 24);
      central.putLong(entry.size()).putLong(entry.packedSize()).putLong(header);
    }
    return central.rewind();
  }

  /** What local header and directory have in common: flags, method, time, checksum, sizes. */
  private static void common(ByteBuffer header, Entry entry) {
    boolean wide = isWide(entry);
    header.putShort((short) UTF_8).putShort((short) (entry.deflated() ? 8 : 0)).putInt(0);
    header.putInt((int) entry.crc32());
    header.putInt((int) (wide ? NARROW : entry.packedSize()));
    header.putInt((int) (wide ? NARROW : entry.size()));
  }

  private ByteBuffer wideEnd(long begin, long size) throws IOException {
    long here = out.position();
    ByteBuffer end = little(56 + 20);
    end.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    end.putInt(0).putInt(0).putLong(written.size()).putLong(written.size());
    end.putLong(size).putLong(begin);
    return end.putInt(0x07064b50).putInt(0).putLong(here).putInt(1).rewind();
  }

  private static boolean isWide(Entry entry) {
    return entry.size() >= NARROW || entry.packedSize() >= NARROW;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
