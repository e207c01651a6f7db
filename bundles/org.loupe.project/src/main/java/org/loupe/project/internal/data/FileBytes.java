package org.loupe.project.internal.data;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads places of a file. Neighbouring places cost one access to the file. Nothing is mapped: a
 * file that shrinks underneath is an error instead of the end of the process, and no native memory
 * stays behind. For one thread.
 */
public final class FileBytes implements Closeable {
  private static final int BLOCK = 1 << 16;

  /** Java keeps a native buffer as large as the largest access of a thread. */
  private static final int LARGEST_ACCESS = 1 << 20;

  private final FileChannel channel;
  private ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);
  private long begin;

  private FileBytes(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a file. */
  public static FileBytes open(Path file) throws IOException {
    return new FileBytes(FileChannel.open(file, StandardOpenOption.READ));
  }

  /**
   * The bytes at a place, little endian; good until the next call.
   *
   * @param at the first byte
   * @param length how many
   * @throws EOFException if the file ends before
   */
  public ByteBuffer at(long at, int length) throws IOException {
    if (at < begin || at + length > begin + block.limit()) {
      fill(at, length);
    }
    return block.slice((int) (at - begin), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void fill(long at, int length) throws IOException {
    if (block.capacity() < length) {
      block = ByteBuffer.allocate(length);
    }
    begin = at;
    block.clear();
    while (block.position() < block.capacity()) {
      int next = Math.min(block.capacity(), block.position() + LARGEST_ACCESS);
      int got = channel.read(block.limit(next), at + block.position());
      if (got < 0) {
        break;
      }
    }
    block.limit(block.position());
    if (block.limit() < length) {
      block.limit(0);
      throw new EOFException("it ends before byte " + (at + length));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
