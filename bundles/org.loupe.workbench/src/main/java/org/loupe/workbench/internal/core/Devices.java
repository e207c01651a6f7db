package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelRuntime;

/** The devices of this machine and the one that is chosen. Thread-safe; no method waits. */
final class Devices {
  private static final Logger LOG = System.getLogger(Devices.class.getName());

  private final Observed<Optional<ModelRuntime>> runtime;
  private final Executor worker;
  private final Observed<Loading<List<Device>>> found = new Observed<>(new Loading.None<>());
  private final Observed<Optional<Device>> chosen = new Observed<>(Optional.empty());

  /**
   * Knows none before it is asked.
   *
   * @param needed whether another runtime is asked at once; the engine starts only where it is used
   */
  Devices(Observed<Optional<ModelRuntime>> runtime, BooleanSupplier needed, Executor worker) {
    this.runtime = runtime;
    this.worker = worker;
    runtime.onChange(
        service -> {
          found.set(new Loading.None<>());
          if (needed.getAsBoolean()) {
            ask();
          }
        });
  }

  /** What was found. */
  Observed<Loading<List<Device>>> found() {
    return found;
  }

  /** Where models run; empty is 'auto': the best device. */
  Observed<Optional<Device>> chosen() {
    return chosen;
  }

  /** Asks the runtime, which starts the engine. */
  void ask() {
    found.set(new Loading.Busy<>("devices"));
    worker.execute(
        () -> {
          try {
            Optional<ModelRuntime> service = runtime.get();
            found.set(
                service.isPresent()
                    ? new Loading.Ready<>(service.get().devices())
                    : new Loading.None<>());
          } catch (LoupeException | RuntimeException e) {
            found.set(
                new Loading.Failed<>("devices", Sentences.of(LOG, "Asking for the devices", e)));
          }
        });
  }
}
