package org.loupe.batch.internal;

import org.loupe.model.SessionOptions;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How analyses are computed: the options of every command that runs methods. */
final class EngineOptions {
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
      description = "Threads of the engine on the processor (default: 0, as many as it likes).")
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
}
