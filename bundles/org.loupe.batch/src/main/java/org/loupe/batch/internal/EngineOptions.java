package org.loupe.batch.internal;

import org.loupe.model.Device;
import org.loupe.model.SessionOptions;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How analyses are computed: the options of every command that runs methods. */
final class EngineOptions {
  /** Java's memory that the results and inputs of one checkpoint at work may need. */
  private static final long HEAP_EACH = 512L << 20;

  @Option(
      names = "--device",
      paramLabel = "D",
      defaultValue = "auto",
      converter = DeviceOption.class,
      description = "auto, cpu, mps, cuda or cuda:N (default: auto, the first of cuda, mps, cpu).")
  DeviceOption.Choice device = DeviceOption.Choice.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Threads of the engine on the processor, and most checkpoints that are worked on side by side (default: 0, one per core). The numbers do not depend on it.")
  int threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Seed of every random choice (default: 42).")
  long seed = 42;

  /** Refuses numbers that make no sense. */
  void check(CommandLine line) {
    if (threads < 0) {
      throw new ParameterException(line, "--threads is " + threads + ", which is less than 0");
    }
  }

  /** How sessions are opened. */
  SessionOptions session() {
    return new SessionOptions(device.device(), threads);
  }

  /**
   * How many checkpoints are worked on at a time: another device than the processor has one queue.
   */
  int sideBySide(Device used) {
    return used.kind() == Device.Kind.CPU ? mostSideBySide() : 1;
  }

  /** The same on the processor. */
  int mostSideBySide() {
    int cores = Runtime.getRuntime().availableProcessors();
    long roomy = Runtime.getRuntime().maxMemory() / HEAP_EACH;
    return (int) Math.max(1, Math.min(threads == 0 ? cores : threads, roomy));
  }
}
