package org.loupe.tests.framework;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/** Waits for what other threads do. */
final class Await {
  /** For whatever comes in the end, in milliseconds, on a slow machine that has other work too. */
  static final int PATIENCE = 240_000;

  private Await() {}

  /** Fails after much patience. */
  static void until(String what, BooleanSupplier happened) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        Assertions.fail("in vain waited until " + what);
      }
      Thread.sleep(10);
    }
  }
}
