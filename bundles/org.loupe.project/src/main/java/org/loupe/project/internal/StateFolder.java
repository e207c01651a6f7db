package org.loupe.project.internal;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Where a bundle keeps what can be made again. */
final class StateFolder {
  private StateFolder() {}

  /** The folder that the launcher names, else the bundle's own. */
  static Path of(BundleContext context) {
    String state = context.getProperty("loupe.state");
    return state == null ? context.getDataFile("").toPath() : Path.of(state).toAbsolutePath();
  }
}
