package org.loupe.batch.internal;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A line on standard error that says where work stands: on a terminal written over ten times a
 * second, else a line every few seconds, and none for work that is done before. Thread-safe.
 */
final class StatusLine implements AutoCloseable {
  private static final long TERMINAL_PAUSE = 100_000_000L;
  private static final long FILE_PAUSE = 5_000_000_000L;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Console console;
  private final LongSupplier nanoTime;
  private final long pause;
  private long next;
  private boolean any;

  StatusLine(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
    this.pause = console.terminal() ? TERMINAL_PAUSE : FILE_PAUSE;
    this.next = nanoTime.getAsLong() + (console.terminal() ? 0 : FILE_PAUSE);
  }

  /** Shows a text if it is time to. */
  synchronized void show(Supplier<String> text) {
    long now = nanoTime.getAsLong();
    if (now - next < 0) {
      return;
    }
    any = true;
    next = now + pause;
    if (console.terminal()) {
      console.err().print(ERASE_LINE + text.get());
      console.err().flush();
    } else {
      console.err().println(text.get());
    }
  }

  /** Lets something else be printed, which then stands above the line. */
  synchronized void aside(Runnable printing) {
    erase();
    printing.run();
  }

  private void erase() {
    if (any && console.terminal()) {
      console.err().print(ERASE_LINE);
      console.err().flush();
    }
  }

  /** Takes the line off the terminal. */
  @Override
  public synchronized void close() {
    erase();
  }
}
