package org.loupe.workbench.internal.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.logging.LogRecord;

/**
 * Keeps a bundle that writes without end from pushing everything else out of the log. Counts per
 * bundle; used by one thread at a time.
 */
final class LogFlood {
  /** Lines that a bundle may write within {@link #INTERVAL_MS}. */
  static final int MOST = 500;

  static final long INTERVAL_MS = 10_000;

  private static final int MOST_NAMES = 10_000;

  /** Lines left out after which it is said how many there were. */
  private static final int TOLD_EVERY = 10_000;

  private final Function<LogRecord, String> blame;
  private final BiConsumer<String, String> tell;
  private final Map<String, String> bundles = new HashMap<>();
  private final Map<String, Count> counts = new HashMap<>();

  private static final class Count {
    private long since;
    private long lines;
  }

  /**
   * Nothing was written yet.
   *
   * @param blame the symbolic name of the bundle that wrote a record; empty if it cannot be told
   * @param tell gets the bundle's name and a sentence
   */
  LogFlood(Function<LogRecord, String> blame, BiConsumer<String, String> tell) {
    this.blame = blame;
    this.tell = tell;
  }

  /** Whether a record is one too many. */
  boolean isTooMuch(LogRecord record) {
    String source = Objects.requireNonNullElse(record.getLoggerName(), "");
    if (bundles.size() > MOST_NAMES) {
      bundles.clear();
    }
    String bundle = bundles.computeIfAbsent(source, name -> blame.apply(record));
    if (bundle.isEmpty()) {
      return false;
    }
    Count count = counts.computeIfAbsent(bundle, name -> new Count());
    if (record.getMillis() - count.since > INTERVAL_MS) {
      count.since = record.getMillis();
      count.lines = 0;
    }
    count.lines++;
    if (count.lines == MOST + 1 || count.lines % TOLD_EVERY == 0) {
      tell.accept(
          bundle,
          "Bundle "
              + bundle
              + " wrote "
              + count.lines
              + " lines to the log within "
              + INTERVAL_MS / 1000
              + " s; further ones are left out.");
    }
    return count.lines > MOST;
  }
}
