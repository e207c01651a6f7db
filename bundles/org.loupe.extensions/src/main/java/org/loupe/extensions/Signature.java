package org.loupe.extensions;

import org.jspecify.annotations.Nullable;

/**
 * Who vouches for a jar.
 *
 * @param kind how far that can be relied on
 * @param signer the name in the signer's certificate; null where there is none
 */
public record Signature(Kind kind, @Nullable String signer) {
  /** How far a signature can be relied on. */
  public enum Kind {
    /** Signed with a certificate that this Java platform's authorities vouch for. */
    TRUSTED,
    /** Signed with a certificate for which nobody known vouches. */
    UNKNOWN_SIGNER,
    /** Not signed. */
    UNSIGNED
  }

  /** Whether a person must agree before it is installed. */
  public boolean needsConsent() {
    return kind != Kind.TRUSTED;
  }
}
