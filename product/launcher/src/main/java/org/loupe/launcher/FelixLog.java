package org.loupe.launcher;

import java.lang.System.Logger.Level;
import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the framework from printing: its messages go where all others go. */
final class FelixLog extends Logger {
  private static final System.Logger LOG = System.getLogger("org.apache.felix.framework");

  @Override
  protected void doLog(int level, String message, @Nullable Throwable error) {
    Level severity =
        switch (level) {
          case LOG_ERROR -> Level.ERROR;
          case LOG_WARNING -> Level.WARNING;
          case LOG_INFO -> Level.INFO;
          default -> Level.DEBUG;
        };
    LOG.log(severity, message, error);
  }
}
