package org.loupe.launcher;

import java.util.List;

/** What Loupe was started for. */
enum Mode {
  /** The commands, with nothing that needs a display. */
  BATCH("batch"),
  /** The window. */
  WORKBENCH("workbench");

  /** The only feature that the commands do without. */
  private static final String WINDOW_FEATURE = "workbench";

  private final String application;

  Mode(String application) {
    this.application = application;
  }

  /** Returns the value of the service property by which the application is found. */
  String application() {
    return application;
  }

  /** Returns those of the installed features that this mode starts. */
  List<String> features(List<String> installed) {
    return this == WORKBENCH
        ? installed
        : installed.stream().filter(name -> !name.equals(WINDOW_FEATURE)).toList();
  }
}
