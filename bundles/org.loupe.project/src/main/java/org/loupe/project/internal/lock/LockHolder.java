package org.loupe.project.internal.lock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Who holds a lock, in a line of its file. */
final class LockHolder {
  private static final int LONGEST = 300;
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private LockHolder() {}

  /** This process, now. */
  static String describe() {
    return "process "
        + ProcessHandle.current().pid()
        + " on "
        + host()
        + ", since "
        + MINUTES.format(LocalDateTime.now());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }

  /** Replaces what the file says. */
  static void write(FileChannel file, String holder) throws IOException {
    file.truncate(0);
    ByteBuffer left = ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8));
    for (long at = 0; left.hasRemaining(); ) {
      at += file.write(left, at);
    }
  }

  /** What the file says; it is not to be trusted. */
  static String read(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
      // Reads on until it is full or the file ends.
    }
    String text =
        StandardCharsets.UTF_8
            .decode(bytes.flip())
            .toString()
            .replaceAll("[\\p{Cntrl}\\uFFFD]", " ")
            .strip();
    return text.isEmpty() ? "a process that does not say who it is" : text;
  }
}
