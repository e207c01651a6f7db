package org.loupe.workbench.internal.core;

import java.time.Duration;

/** Durations as people read them on buttons. */
public final class Durations {
  private Durations() {}

  /** Rounded: 'under 1 s', 'about 12 s', 'about 3 min', 'about 2 h'. */
  public static String about(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    if (seconds < 1) {
      return "under 1 s";
    } else if (seconds < 90) {
      return "about " + Math.round(seconds) + " s";
    } else if (seconds < 5400) {
      return "about " + Math.round(seconds / 60) + " min";
    }
    return "about " + Math.round(seconds / 3600) + " h";
  }
}
