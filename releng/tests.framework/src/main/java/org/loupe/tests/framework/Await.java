package org.loupe.tests.framework;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/** Waits for what other threads do. */
final class Await {
  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  private Await() {}

  /** Fails after much patience. */
  static void until(String what, BooleanSupplier happened) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        Assertions.fail("in vain waited until " + what);
      }
      Thread.sleep(10);
    }
  }
}
