package org.loupe.testkit.mutation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Writes ZIP files entry by entry, also such as no honest writer would. */
final class RawZip {
  /** An entry's name and content. */
  record Entry(String name, byte[] content) {}

  private static final int LOCAL_HEADER = 30;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;

  /** The entries of an honest archive. */
  static List<Entry> entries(byte[] zip) {
    List<Entry> entries = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.add(new Entry(entry.getName(), in.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  /** All of them, stored. */
  static byte[] of(List<Entry> entries) {
    RawZip zip = new RawZip();
    entries.forEach(zip::stored);
    return zip.end();
  }

  RawZip stored(Entry entry) {
    return add(entry.name(), entry.content(), entry.content(), 0);
  }

  RawZip deflated(Entry entry) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(entry.content());
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return add(entry.name(), packed.toByteArray(), entry.content(), 8);
    } finally {
      deflater.end();
    }
  }

  /** Lists what was added last once more, under another name and as if it were packed. */
  RawZip again(String name, RawZip.Entry last, int size) {
    int offset = out.size() - last.content().length - last.name().length() - LOCAL_HEADER;
    return listed(name, last.content().length, size, 0, 8, offset);
  }

  private RawZip add(String name, byte[] packed, byte[] content, int method) {
    int offset = out.size();
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(
        little(LOCAL_HEADER)
            .putInt(0x04034b50)
            .putShort((short) 20)
            .putShort((short) 0)
            .putShort((short) method)
            .putInt(0)
            .putInt(crc(content))
            .putInt(packed.length)
            .putInt(content.length)
            .putShort((short) bytes.length)
            .putShort((short) 0)
            .array());
    out.writeBytes(bytes);
    out.writeBytes(packed);
    return listed(name, packed.length, content.length, crc(content), method, offset);
  }

  private RawZip listed(String name, int packed, int size, int crc, int method, int offset) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    directory.writeBytes(
        little(46)
            .putInt(0x02014b50)
            .putInt(20 << 16 | 20)
            .putShort((short) 0)
            .putShort((short) method)
            .putInt(0)
            .putInt(crc)
            .putInt(packed)
            .putInt(size)
            .putShort((short) bytes.length)
            .putInt(0)
            .putInt(0)
            .putInt(0)
            .putInt(offset)
            .array());
    directory.writeBytes(bytes);
    entries++;
    return this;
  }

  byte[] end() {
    int begin = out.size();
    out.writeBytes(directory.toByteArray());
    out.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) entries)
            .putShort((short) entries)
            .putInt(directory.size())
            .putInt(begin)
            .putShort((short) 0)
            .array());
    return out.toByteArray();
  }

  private static int crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
