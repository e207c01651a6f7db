package org.loupe.runtime.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.loupe.checkpoint.ProbeProtocol;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;

/**
 * Names of files in the cache. All that a file's content depends on is in its name.
 *
 * @param content of the archives: the checkpoint's digest, and the rules by which a state dict was
 *     laid over its architecture
 * @param context what else the outcome of a verification depends on
 */
record ArchiveKey(String content, String context) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * The names for a checkpoint.
   *
   * @throws IllegalArgumentException if its digest is none
   */
  static ArchiveKey of(Checkpoint checkpoint, Device device, EngineInfo engine) {
    if (!SHA256.matcher(checkpoint.sha256()).matches()) {
      throw new IllegalArgumentException(
          "'" + checkpoint.sha256() + "' is no SHA-256 in lower-case hexadecimal");
    }
    String rules =
        checkpoint.architecture() == null
            ? ""
            : "-" + digest(String.valueOf(checkpoint.card().stateDict()));
    return new ArchiveKey(
        checkpoint.sha256() + rules + "-" + ProbeProtocol.VERSION,
        digest(checkpoint.card().inputs() + " " + device.kind() + " " + engine));
  }

  /** Of an archive with probes. */
  String archive(Depth depth) {
    return content + "-" + depth.name().toLowerCase(Locale.ROOT) + ".pt";
  }

  /** Of what verification found. */
  String verdict() {
    return content + "-" + context + ".properties";
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
