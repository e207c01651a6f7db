package org.loupe.checkpoint.internal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sizes and offset of an entry after its ZIP64 field, if any, was applied.
 *
 * @param size unpacked bytes
 * @param packed packed bytes
 * @param offset of the local header
 */
record Zip64(long size, long packed, long offset) {
  private static final long ELSEWHERE = 0xffffffffL;

  /**
   * Applies the ZIP64 field.
   *
   * @param extra the extra fields of the directory's entry, little endian
   */
  static Zip64 apply(ByteBuffer extra, long size, long packed, long offset) throws IOException {
    boolean needed = size == ELSEWHERE || packed == ELSEWHERE || offset == ELSEWHERE;
    while (needed && extra.remaining() >= 4) {
      int id = extra.getShort() & 0xffff;
      int length = extra.getShort() & 0xffff;
      if (length > extra.remaining()) {
        break;
      }
      int next = extra.position() + length;
      if (id == 1) {
        ByteBuffer field = extra.duplicate().order(extra.order()).limit(next);
        field.order(extra.order());
        return new Zip64(
            size == ELSEWHERE ? wide(field) : size,
            packed == ELSEWHERE ? wide(field) : packed,
            offset == ELSEWHERE ? wide(field) : offset);
      }
      extra.position(next);
    }
    return new Zip64(size, packed, offset);
  }

  private static long wide(ByteBuffer field) throws IOException {
    if (field.remaining() < 8) {
      throw new IOException("a ZIP64 field is too short");
    }
    long value = field.getLong();
    if (value < 0) {
      throw new IOException("a ZIP64 field is out of range");
    }
    return value;
  }
}
