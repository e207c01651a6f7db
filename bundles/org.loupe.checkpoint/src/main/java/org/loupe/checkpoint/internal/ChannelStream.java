package org.loupe.checkpoint.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file as a stream. Reads at positions, so that several may share one channel. */
public final class ChannelStream extends InputStream {
  private final FileChannel channel;
  private final long end;
  private long position;

  /** Bytes [offset, offset + length) of the file. */
  public ChannelStream(FileChannel channel, long offset, long length) {
    this.channel = channel;
    this.position = offset;
    this.end = offset + length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int wanted = (int) Math.min(length, end - position);
    int got = channel.read(ByteBuffer.wrap(buffer, from, wanted), position);
    if (got < 0) {
      throw new EOFException("the file ends at byte " + position);
    }
    position += got;
    return got;
  }
}
