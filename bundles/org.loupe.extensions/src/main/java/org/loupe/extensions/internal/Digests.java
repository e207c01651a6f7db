package org.loupe.extensions.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/** Copies and SHA-256 digests, lower-case hex. */
final class Digests {
  private static final int BUFFER = 1 << 16;

  private Digests() {}

  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting = new DigestInputStream(in, sha256())) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    }
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /**
   * Copies what comes, and returns its digest.
   *
   * @param name what it is, for messages
   * @param most bytes that are accepted
   * @param total bytes that are expected, 0 if unknown
   * @throws BadInputException if there is more
   */
  static String copy(InputStream in, Path to, String name, long most, long total, Progress progress)
      throws IOException, BadInputException {
    MessageDigest digest = sha256();
    long copied = 0;
    try (OutputStream out = Files.newOutputStream(to)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        progress.checkCancelled();
        copied += read;
        if (copied > most) {
          throw new BadInputException(
              name + " is larger than the " + most + " bytes that are expected at most.");
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        progress.report("reading " + name, copied, Math.max(total, copied));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
