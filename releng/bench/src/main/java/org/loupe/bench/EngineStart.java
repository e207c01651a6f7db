package org.loupe.bench;

import java.nio.file.Path;
import java.util.logging.LogManager;
import org.loupe.model.ModelException;
import org.loupe.runtime.internal.DjlModelRuntime;
import org.loupe.runtime.internal.RuntimeSettings;

/** Starts the engine in a process of its own and prints how many seconds that took. */
public final class EngineStart {
  private EngineStart() {}

  /**
   * Runs it.
   *
   * @param arguments the state folder
   */
  public static void main(String[] arguments) throws ModelException {
    LogManager.getLogManager().reset();
    try (DjlModelRuntime runtime =
        new DjlModelRuntime(RuntimeSettings.of(Path.of(arguments[0]).toAbsolutePath()))) {
      long begin = System.nanoTime();
      runtime.devices();
      System.out.println((System.nanoTime() - begin) / 1e9);
    }
  }
}
