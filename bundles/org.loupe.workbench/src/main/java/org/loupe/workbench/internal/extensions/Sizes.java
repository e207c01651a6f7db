package org.loupe.workbench.internal.extensions;

import java.util.Locale;

/** Sizes of files for people. */
final class Sizes {
  private static final double KILOBYTE = 1e3;
  private static final double MEGABYTE = 1e6;

  private Sizes() {}

  static String of(long bytes) {
    return bytes < MEGABYTE
        ? String.format(Locale.ROOT, "%.0f kB", Math.max(1, bytes / KILOBYTE))
        : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
  }
}
