package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.SessionOptions;
import org.loupe.project.imports.ImportedData;
import org.loupe.project.imports.Imports;
import picocli.CommandLine.Option;

/** How a card is drafted of a model and data, and shown. */
final class DraftOptions {
  @Option(
      names = "--device",
      paramLabel = "D",
      defaultValue = "auto",
      converter = DeviceOption.class,
      description = "Where the model is run to learn its outputs: auto, cpu, mps, cuda or cuda:N.")
  DeviceOption.Choice device = DeviceOption.Choice.AUTO;

  @Option(names = "--json", description = "Print one JSON document instead of a table.")
  boolean json;

  /**
   * What is drafted.
   *
   * @param name what the card is called
   * @param architecture the archive whose weights the model replaces, or null
   * @param data what the model is fed, or null
   */
  Imports.Request request(
      String name, Path model, @Nullable Path architecture, @Nullable ImportedData data) {
    return new Imports.Request(
        name, model, architecture, data, Map.of(), new SessionOptions(device.device(), 0));
  }
}
