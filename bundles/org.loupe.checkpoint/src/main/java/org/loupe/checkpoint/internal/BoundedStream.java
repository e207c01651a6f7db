package org.loupe.checkpoint.internal;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that must have exactly as many bytes as promised. */
public final class BoundedStream extends FilterInputStream {
  private final long size;
  private final String name;
  private long done;

  /**
   * Bounds a stream.
   *
   * @param size bytes promised
   * @param name of what is read, for messages
   */
  public BoundedStream(InputStream in, long size, String name) {
    super(in);
    this.size = size;
    this.name = name;
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
    if (done == size) {
      if (in.read() >= 0) {
        throw new IOException(
            "'" + name + "' unpacks to more than the " + size + " bytes promised");
      }
      return -1;
    }
    int got = in.read(buffer, from, (int) Math.min(length, size - done));
    if (got < 0) {
      throw new EOFException("'" + name + "' ends after " + done + " of " + size + " bytes");
    }
    done += got;
    return got;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(Math.max(count, 0), 1 << 16)];
    long skipped = 0;
    while (skipped < count) {
      int got = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
      if (got < 0) {
        break;
      }
      skipped += got;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
