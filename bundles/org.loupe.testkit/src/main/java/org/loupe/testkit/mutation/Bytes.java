package org.loupe.testkit.mutation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Changes to bytes of any kind. */
final class Bytes {
  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    2,
    7,
    255,
    256,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    1L << 40,
    1L << 61,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE / 4
  };

  private Bytes() {}

  /** A few bits turned, bytes replaced, pieces copied. */
  static byte[] spoiled(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int changes = bytes.length == 0 ? 0 : 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(16, bytes.length - Math.max(at, from));
          System.arraycopy(original, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  static byte[] truncated(byte[] original, Random random) {
    return Arrays.copyOf(original, random.nextInt(original.length));
  }

  /** A number of 1, 2, 4 or 8 bytes made extreme: a size, stride, length, offset. */
  static byte[] extreme(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int width = 1 << random.nextInt(4);
    if (bytes.length >= width) {
      byte[] number =
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(EXTREMES[random.nextInt(EXTREMES.length)])
              .array();
      System.arraycopy(number, 0, bytes, random.nextInt(bytes.length - width + 1), width);
    }
    return bytes;
  }

  /** A piece taken out, or put in twice. */
  static byte[] shifted(byte[] original, Random random) {
    int at = random.nextInt(original.length + 1);
    int length = Math.min(1 + random.nextInt(40), original.length - at);
    boolean out = random.nextBoolean();
    byte[] bytes = new byte[original.length + (out ? -length : length)];
    System.arraycopy(original, 0, bytes, 0, at);
    int rest = out ? at + length : at;
    int to = out ? at : at + length;
    System.arraycopy(original, at, bytes, at, Math.min(length, bytes.length - at));
    System.arraycopy(original, rest, bytes, to, bytes.length - to);
    return bytes;
  }
}
