package org.loupe.shim.osgi.internal;

import java.io.File;
import java.util.Map;
import org.eclipse.osgi.service.debug.DebugOptions;
import org.eclipse.osgi.service.debug.DebugTrace;
import org.jspecify.annotations.Nullable;

/** Debugging is off and stays off: every option has its default. */
final class NoDebugOptions implements DebugOptions {
  @Override
  public boolean getBooleanOption(String option, boolean defaultValue) {
    return defaultValue;
  }

  @Override
  public @Nullable String getOption(String option) {
    return null;
  }

  @Override
  public String getOption(String option, String defaultValue) {
    return defaultValue;
  }

  @Override
  public int getIntegerOption(String option, int defaultValue) {
    return defaultValue;
  }

  @Override
  public Map<String, String> getOptions() {
    return Map.of();
  }

  @Override
  public void setOption(String option, String value) {
    // Off.
  }

  @Override
  public void setOptions(Map<String, String> options) {
    // Off.
  }

  @Override
  public void removeOption(String option) {
    // Off.
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public void setDebugEnabled(boolean value) {
    // Off.
  }

  @Override
  public void setFile(File newFile) {
    // Off.
  }

  @Override
  public @Nullable File getFile() {
    return null;
  }

  @Override
  public DebugTrace newDebugTrace(String bundleSymbolicName) {
    return NoDebugTrace.INSTANCE;
  }

  @Override
  public DebugTrace newDebugTrace(String bundleSymbolicName, Class<?> traceEntryClass) {
    return NoDebugTrace.INSTANCE;
  }
}
