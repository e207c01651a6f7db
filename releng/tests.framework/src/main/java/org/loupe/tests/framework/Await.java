package org.loupe.tests.framework;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods;
import org.loupe.model.ModelRuntime;
import org.osgi.framework.BundleContext;

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

  /** Waits for the runtime's service. */
  static void runtime(BundleContext context) throws InterruptedException {
    until("there is a runtime", () -> context.getServiceReference(ModelRuntime.class) != null);
  }

  /** Waits for a method and its view. */
  static InstalledMethod<?, ?> method(Methods methods, String id) throws InterruptedException {
    until(
        id + " and its view are there",
        () -> methods.findInstalled(id).filter(method -> method.view() != null).isPresent());
    return methods.findInstalled(id).orElseThrow();
  }
}
