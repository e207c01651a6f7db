package org.loupe.shim.osgi.internal;

import java.io.File;
import java.io.Writer;
import java.lang.System.Logger.Level;
import org.eclipse.osgi.framework.log.FrameworkLog;
import org.eclipse.osgi.framework.log.FrameworkLogEntry;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkEvent;

/** Hands entries on to {@link java.lang.System.Logger}, named after the bundle they speak of. */
final class ForwardingFrameworkLog implements FrameworkLog {
  @Override
  public void log(FrameworkEvent event) {
    Level level =
        switch (event.getType()) {
          case FrameworkEvent.ERROR -> Level.ERROR;
          case FrameworkEvent.WARNING -> Level.WARNING;
          default -> Level.DEBUG;
        };
    System.getLogger(String.valueOf(event.getBundle().getSymbolicName()))
        .log(level, "Framework event " + event.getType(), event.getThrowable());
  }

  @Override
  public void log(FrameworkLogEntry entry) {
    Level level =
        switch (entry.getSeverity()) {
          case FrameworkLogEntry.ERROR -> Level.ERROR;
          case FrameworkLogEntry.WARNING -> Level.WARNING;
          case FrameworkLogEntry.INFO -> Level.INFO;
          default -> Level.DEBUG;
        };
    System.getLogger(entry.getEntry()).log(level, entry.getMessage(), entry.getThrowable());
    FrameworkLogEntry[] children = entry.getChildren();
    if (children != null) {
      for (FrameworkLogEntry child : children) {
        log(child);
      }
    }
  }

  @Override
  public void setWriter(Writer newWriter, boolean append) {
    // Where the log goes is decided by the launcher.
  }

  @Override
  public void setFile(File newFile, boolean append) {
    // Where the log goes is decided by the launcher.
  }

  @Override
  public @Nullable File getFile() {
    return null;
  }

  @Override
  public void setConsoleLog(boolean consoleLog) {
    // Where the log goes is decided by the launcher.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
