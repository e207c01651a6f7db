package org.loupe.launcher;

import java.io.IOException;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Sends everything logged to files in the state folder and nothing to the terminal. {@link
 * System.Logger} ends in java.util.logging, and so does the logging of the engine.
 */
final class LogFile {
  private static final int BYTES = 2_000_000;
  private static final int FILES = 3;

  /** Held, because loggers that nobody holds are forgotten with their level. */
  private static final Logger TRACE = Logger.getLogger("loupe.trace");

  private LogFile() {}

  /**
   * Begins to log.
   *
   * @param trace whether to log, too, how long the start takes
   */
  static void open(StateFolder state, boolean trace) throws LaunchException {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
    LogManager.getLogManager().reset();
    try {
      // %u keeps several running processes apart, %g the older files.
      String pattern = state.logs().toString().replace("%", "%%") + "/loupe-%u.%g.log";
      Handler handler = new FileHandler(pattern, BYTES, FILES, true);
      handler.setFormatter(new SimpleFormatter());
      Logger root = Logger.getLogger("");
      root.setLevel(Level.INFO);
      root.addHandler(handler);
      if (trace) {
        TRACE.setLevel(Level.FINE);
      }
    } catch (IOException e) {
      throw new LaunchException(
          "Cannot write logs to " + state.logs() + "; make that folder writable.", e);
    }
  }
}
