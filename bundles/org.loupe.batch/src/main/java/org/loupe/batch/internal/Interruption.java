package org.loupe.batch.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a request to stop: the process ends, with the exit code 130 that the JVM gives
 * after SIGINT, only when the running command has stopped and tidied up, or after some patience.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "loupe-interruption");
  private final Thread never = new Thread(() -> {}, "loupe-never-started");
  private volatile boolean requested;

  private Interruption() {}

  static Interruption install() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether to stop; true from the very moment at which the process begins to end. */
  boolean isRequested() {
    return requested || isEnding();
  }

  /** The hook itself runs a little later than other code first meets the end of the process. */
  private boolean isEnding() {
    try {
      Runtime.getRuntime().removeShutdownHook(never);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private void interrupt() {
    requested = true;
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finished.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending already, and the hook no longer waits.
      }
    }
  }
}
