package org.loupe.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/** Writes an {@code .npz} of one array of zeros, of which the disk holds next to nothing. */
final class SparseNpz {
  private static final byte[] ZEROS = new byte[1 << 20];
  private static final byte[] NAME = "x.npy".getBytes(StandardCharsets.US_ASCII);
  private static final int ZIP64 = 45;

  private SparseNpz() {}

  /** Writes {@code x} [windows, steps, channels], float32. */
  static void write(Path file, int windows, int steps, int channels) throws IOException {
    byte[] header = header(windows, steps, channels);
    long elements = 4L * windows * steps * channels;
    long size = header.length + elements;
    CRC32 crc = new CRC32();
    crc.update(header);
    for (long left = elements; left > 0; left -= ZEROS.length) {
      crc.update(ZEROS, 0, (int) Math.min(left, ZEROS.length));
    }
    ByteBuffer local = buffer(0x04034b50);
    local.putShort((short) ZIP64);
    shared(local, crc, 20);
    local.put(NAME).putShort((short) 1).putShort((short) 16).putLong(size).putLong(size);
    local.put(header);
    long directory = local.position() + elements;
    ByteBuffer end = buffer(0x02014b50);
    end.putShort((short) ZIP64).putShort((short) ZIP64);
    shared(end, crc, 20);
    end.put(new byte[14]).put(NAME);
    end.putShort((short) 1).putShort((short) 16).putLong(size).putLong(size);
    int length = end.position();
    end.putInt(0x06064b50).putLong(44).putShort((short) ZIP64).putShort((short) ZIP64);
    end.putInt(0).putInt(0).putLong(1).putLong(1).putLong(length).putLong(directory);
    end.putInt(0x07064b50).putInt(0).putLong(directory + length).putInt(1);
    end.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
    end.putInt(length).putInt(-1).putShort((short) 0);
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      out.write(local.flip());
      out.write(end.flip(), directory);
    }
  }

  private static ByteBuffer buffer(int signature) {
    return ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN).putInt(signature);
  }

  /**
   * Flags, method, time, checksum, sizes that stand elsewhere, and the lengths of name and extra.
   */
  private static void shared(ByteBuffer to, CRC32 crc, int extra) {
    to.putShort((short) 0).putShort((short) 0).putInt(0x210000).putInt((int) crc.getValue());
    to.putInt(-1).putInt(-1).putShort((short) NAME.length).putShort((short) extra);
  }

  private static byte[] header(int windows, int steps, int channels) {
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, %d), }"
            .formatted(windows, steps, channels);
    String padded = text + " ".repeat(63 - (10 + text.length()) % 64) + "\n";
    ByteBuffer header = ByteBuffer.allocate(10 + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    header.putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }
}
