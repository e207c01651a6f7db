package org.loupe.extensions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An extension that is installed.
 *
 * @param id by which commands name it
 * @param name for people
 * @param version its version
 * @param state whether it is in use
 * @param reason why it is not, one sentence; null where it is
 * @param source where it was installed from: a file's path or an address
 * @param bundles that it consists of, ordered by symbolic name
 */
public record InstalledExtension(
    String id,
    String name,
    String version,
    State state,
    @Nullable String reason,
    String source,
    List<InstalledBundle> bundles) {

  /** Copies the list. */
  public InstalledExtension {
    bundles = List.copyOf(bundles);
  }

  /** Whether an extension is in use. */
  public enum State {
    /** Its bundles run. */
    IN_USE,
    /** A person switched it off. */
    DISABLED,
    /** It cannot run; the reason says why. */
    NOT_USABLE,
    /** It runs after the next start. */
    AFTER_RESTART
  }

  /**
   * One of its bundles.
   *
   * @param symbolicName its name
   * @param version its version
   * @param sha256 digest of its file, lower-case hex
   * @param size bytes of its file
   */
  public record InstalledBundle(String symbolicName, String version, String sha256, long size) {}
}
