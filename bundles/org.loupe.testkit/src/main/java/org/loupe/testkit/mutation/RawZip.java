package org.loupe.testkit.mutation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Writes ZIP files entry by entry, also such as no honest writer would. */
final class RawZip {
  /** An entry's name and content. */
  record Entry(String name, byte[] content) {}

  private static final int LOCAL_HEADER = 30;
  private static final int CENTRAL_HEADER = 46;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;

  /** The entries of an honest archive without a comment, in the order of its directory. */
  static List<Entry> entries(byte[] zip) {
    ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    List<Entry> entries = new ArrayList<>();
    int at = in.getInt(zip.length - 22 + 16);
    while (in.getInt(at) == 0x02014b50) {
      int packed = in.getInt(at + 20);
      int nameLength = in.getShort(at + 28);
      int local = in.getInt(at + 42);
      int data = local + LOCAL_HEADER + in.getShort(local + 26) + in.getShort(local + 28);
      byte[] content = Arrays.copyOfRange(zip, data, data + packed);
      entries.add(
          new Entry(
              new String(zip, at + CENTRAL_HEADER, nameLength, StandardCharsets.UTF_8),
              in.getShort(at + 10) == 0 ? content : inflated(content, in.getInt(at + 24))));
      at += CENTRAL_HEADER + nameLength + in.getShort(at + 30) + in.getShort(at + 32);
    }
    return entries;
  }

  private static byte[] inflated(byte[] packed, int size) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] content = new byte[size];
      inflater.inflate(content);
      return content;
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(e);
    } finally {
      inflater.end();
    }
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
        little(CENTRAL_HEADER)
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
