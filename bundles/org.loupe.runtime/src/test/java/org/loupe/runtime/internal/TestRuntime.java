package org.loupe.runtime.internal;

import java.nio.file.Path;

/** The runtime for all tests of this module: one process has one engine. */
final class TestRuntime {

  /** Unpacked once per build folder. */
  static final Path STATE = Path.of(System.getProperty("loupe.test.state", "target/state"));

  private TestRuntime() {}

  static DjlModelRuntime create() {
    return new DjlModelRuntime(RuntimeSettings.of(STATE.toAbsolutePath()));
  }
}
