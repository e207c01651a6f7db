package org.loupe.checkpoint.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The record at a ZIP's end.
 *
 * @param entries how many
 * @param directoryOffset where the directory begins
 * @param directorySize its bytes
 */
record ZipEnd(long entries, long directoryOffset, long directorySize) {
  private static final int SIZE = 22;
  private static final int LONGEST_COMMENT = 0xffff;

  /** Finds the record, which must end exactly where the file does. */
  static ZipEnd find(FileChannel channel) throws IOException {
    long fileSize = channel.size();
    int tail = (int) Math.min(fileSize, SIZE + LONGEST_COMMENT);
    ByteBuffer buffer = read(channel, fileSize - tail, tail);
    for (int at = tail - SIZE; at >= 0; at--) {
      if (buffer.getInt(at) == 0x06054b50) {
        if ((buffer.getShort(at + 20) & 0xffff) != tail - SIZE - at) {
          // other readers would take this for the end, and so see another archive
          throw new IOException("its end is not where it says");
        }
        return of(channel, buffer, at, fileSize - tail + at);
      }
    }
    throw new IOException("its end is missing");
  }

  private static ZipEnd of(FileChannel channel, ByteBuffer buffer, int at, long position)
      throws IOException {
    long entries = buffer.getShort(at + 10) & 0xffff;
    long size = buffer.getInt(at + 12) & 0xffffffffL;
    long offset = buffer.getInt(at + 16) & 0xffffffffL;
    ZipEnd end = new ZipEnd(entries, offset, size);
    long limit = position;
    if (position >= 20) {
      ByteBuffer locator = read(channel, position - 20, 20);
      if (locator.getInt(0) == 0x07064b50) {
        limit = locator.getLong(8);
        if (limit < 0 || limit > position - 20 - 56) {
          throw new IOException("its ZIP64 end is not where it says");
        }
        ByteBuffer wide = read(channel, limit, 56);
        if (wide.getInt(0) != 0x06064b50) {
          throw new IOException("its ZIP64 end is broken");
        }
        end = new ZipEnd(wide.getLong(32), wide.getLong(48), wide.getLong(40));
      }
    }
    if (end.entries < 0
        || end.directorySize < 0
        || end.directoryOffset < 0
        || end.directoryOffset > limit - end.directorySize
        || end.directoryOffset + end.directorySize != limit) {
      throw new IOException("its directory is not where it says");
    }
    return end;
  }

  private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("it is cut off");
      }
    }
    return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
  }
}
