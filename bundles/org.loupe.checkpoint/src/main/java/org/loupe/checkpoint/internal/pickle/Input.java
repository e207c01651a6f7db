package org.loupe.checkpoint.internal.pickle;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads a pickle's bytes, counting them. */
final class Input {
  private static final int LONGEST_LINE = 4096;
  private static final int LONGEST_INTEGER = 256;

  private final InputStream in;
  private final long limit;
  private long position;

  Input(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  long position() {
    return position;
  }

  int octet() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException("only its first " + position + " bytes");
    }
    count(1);
    return value;
  }

  long unsigned(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) octet() << (8 * i);
    }
    return value;
  }

  long bigEndian() throws IOException {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | octet();
    }
    return value;
  }

  byte[] bytes(long length) throws IOException {
    if (length < 0 || length > limit - position) {
      throw new PickleException("a value of " + length + " bytes, which is more than the file has");
    }
    // Reads what is there rather than allocating what is promised.
    byte[] bytes = in.readNBytes((int) length);
    count(bytes.length);
    if (bytes.length < length) {
      throw new EOFException("only its first " + position + " bytes");
    }
    return bytes;
  }

  String text(long length) throws IOException {
    return text(length, StandardCharsets.UTF_8);
  }

  String text(long length, Charset charset) throws IOException {
    return new String(bytes(length), charset);
  }

  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = octet(); next != '\n'; next = octet()) {
      line.write(next);
      if (line.size() > LONGEST_LINE) {
        throw new PickleException("a name longer than " + LONGEST_LINE + " bytes");
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** A little-endian integer in two's complement, as Long where it fits. */
  Object integer(long length) throws IOException {
    if (length > LONGEST_INTEGER) {
      throw new PickleException("an integer of " + length + " bytes");
    }
    byte[] little = bytes(length);
    byte[] big = new byte[little.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = little[little.length - 1 - i];
    }
    BigInteger value = big.length == 0 ? BigInteger.ZERO : new BigInteger(big);
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }

  private void count(int bytes) throws PickleException {
    position += bytes;
    if (position > limit) {
      throw new PickleException("more than " + limit + " bytes");
    }
  }
}
