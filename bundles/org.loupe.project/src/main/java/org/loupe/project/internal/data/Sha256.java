package org.loupe.project.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.loupe.model.BadInputException;

/** Digests that identify files. */
public final class Sha256 {
  private Sha256() {}

  /**
   * The digest of a file, lower-case hexadecimal.
   *
   * @throws BadInputException if it cannot be read
   */
  public static String of(Path file) throws BadInputException {
    return HexFormat.of().formatHex(digest(file));
  }

  /** The digest of two digests, in this order; all lower-case hexadecimal. */
  public static String of(String first, String second) {
    MessageDigest both = newDigest();
    both.update(HexFormat.of().parseHex(first));
    both.update(HexFormat.of().parseHex(second));
    return HexFormat.of().formatHex(both.digest());
  }

  /** The digest of a text in UTF-8, lower-case hexadecimal. */
  public static String ofText(String text) {
    return HexFormat.of().formatHex(newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] digest(Path file) throws BadInputException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[1 << 18];
    try (InputStream in = Files.newInputStream(file)) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        digest.update(buffer, 0, got);
      }
      return digest.digest();
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Makes a digest. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
