package org.loupe.extensions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.InstalledExtension.InstalledBundle;

/**
 * What the file of an installed bundle says of itself.
 *
 * @param bundle its name, version, digest and size
 * @param licence {@code Bundle-License} as it stands there
 * @param signature who vouches for it, verified anew
 * @param needs what it cannot do without, in words: {@code org.loupe.analysis 1.3}, {@code Java 17}
 */
public record BundleDetails(
    InstalledBundle bundle, @Nullable String licence, Signature signature, List<String> needs) {
  /** Copies the list. */
  public BundleDetails {
    needs = List.copyOf(needs);
  }
}
