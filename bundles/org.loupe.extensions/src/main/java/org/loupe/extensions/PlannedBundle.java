package org.loupe.extensions;

import org.jspecify.annotations.Nullable;

/**
 * What a plan does to a bundle.
 *
 * @param symbolicName its name
 * @param version that it has when the plan is carried out; the present one of bundles that go
 * @param action what happens to it
 * @param replaced the present version of a bundle that is updated
 * @param size bytes of its file; 0 where it is not known
 * @param sha256 digest of its file, lower-case hex; empty where it is not known
 * @param licence {@code Bundle-License} as it stands there
 * @param signature whether somebody known vouches for it; null before it was fetched
 */
public record PlannedBundle(
    String symbolicName,
    String version,
    Action action,
    @Nullable String replaced,
    long size,
    String sha256,
    @Nullable String licence,
    @Nullable Signature signature) {

  /** What can happen to a bundle. */
  public enum Action {
    /** It is new. */
    INSTALL,
    /** Another version of it is replaced. */
    UPDATE,
    /** It is there already and stays as it is. */
    PRESENT,
    /** It is no longer used, and stays at hand until its extension is enabled again. */
    LEAVE_OUT,
    /** It goes. */
    REMOVE
  }
}
