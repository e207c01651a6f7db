package org.loupe.shim.osgi.internal;

import org.eclipse.osgi.service.debug.DebugTrace;
import org.jspecify.annotations.Nullable;

/** Traces nothing. */
enum NoDebugTrace implements DebugTrace {
  INSTANCE;

  @Override
  public void trace(String option, String message) {}

  @Override
  public void trace(String option, String message, Throwable error) {}

  @Override
  public void traceDumpStack(String option) {}

  @Override
  public void traceEntry(String option) {}

  @Override
  public void traceEntry(String option, @Nullable Object argument) {}

  @Override
  public void traceEntry(String option, @Nullable Object[] arguments) {}

  @Override
  public void traceExit(String option) {}

  @Override
  public void traceExit(String option, @Nullable Object result) {}
}
