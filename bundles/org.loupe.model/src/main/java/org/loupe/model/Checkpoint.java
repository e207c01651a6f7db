package org.loupe.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What training saved at one moment.
 *
 * @param name short and unique within a project: {@code late}
 * @param file a TorchScript archive, or a state dict if an architecture is given
 * @param architecture the TorchScript archive whose weights the state dict replaces, or null
 * @param sha256 of the file's bytes, lower-case hexadecimal; with an architecture, of both files'
 *     digests in the order file, architecture
 * @param card what the model's tensors mean
 */
public record Checkpoint(
    String name, Path file, @Nullable Path architecture, String sha256, ModelCard card) {}
