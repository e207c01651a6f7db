package org.loupe.workbench.internal.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.osgi.framework.Bundle;

/**
 * The latest records of everything that is logged in this process, whichever way: {@link
 * System.Logger}, the log service of OSGi and the logs of libraries all end in the root logger.
 * Thread-safe.
 */
public final class LogRecords implements AutoCloseable {
  /** Key of the folder of the log files among what the parts share. */
  public static final String FILES = "org.loupe.logs";

  private static final int KEPT = 2000;

  private final Logger root = Logger.getLogger("");
  private final Deque<LogRecord> records = new ArrayDeque<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Handler handler = new Receiver();
  private final LogFlood flood;
  private int warnings;

  /**
   * Starts to listen.
   *
   * @param bundles that may write
   * @param flooded gets the name of a bundle that writes too much and a sentence about it, on
   *     whichever thread it wrote; must be quick and must not log
   */
  public LogRecords(Supplier<Bundle[]> bundles, BiConsumer<String, String> flooded) {
    flood =
        new LogFlood(
            Blame.among(bundles)::of,
            (bundle, sentence) -> {
              LogRecord said = new LogRecord(Level.WARNING, sentence);
              said.setLoggerName(bundle);
              keep(said);
              flooded.accept(bundle, sentence);
            });
    handler.setLevel(Level.INFO);
    root.addHandler(handler);
  }

  /** The latest records, oldest first. */
  public synchronized List<LogRecord> latest() {
    return new ArrayList<>(records);
  }

  /** How many warnings and errors there were since the start, or since they were cleared. */
  public synchronized int warnings() {
    return warnings;
  }

  /** Forgets all records. */
  public void clear() {
    synchronized (this) {
      records.clear();
      warnings = 0;
    }
    listeners.forEach(Runnable::run);
  }

  /**
   * Tells of every change, on whichever thread something was logged; the listener must be quick and
   * must not log.
   *
   * @return ends the subscription
   */
  public Runnable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    root.removeHandler(handler);
  }

  private void add(LogRecord record) {
    synchronized (this) {
      if (flood.isTooMuch(record)) {
        return;
      }
      keep(record);
    }
    listeners.forEach(Runnable::run);
  }

  private void keep(LogRecord record) {
    records.addLast(record);
    if (records.size() > KEPT) {
      records.removeFirst();
    }
    if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
      warnings++;
    }
  }

  private final class Receiver extends Handler {
    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        // Names the caller now: later it would be looked for on another thread.
        record.getSourceMethodName();
        add(record);
      }
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
