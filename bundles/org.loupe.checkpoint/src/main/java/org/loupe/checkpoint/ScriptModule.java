package org.loupe.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A module of a TorchScript archive that is going to be written.
 *
 * @param type the qualified name of its class in the archive's code: {@code __torch__.ncp.Linear}
 * @param tensors its own parameters and buffers by attribute name; one whose role is {@link
 *     TensorInfo.Role#PARAMETER} is trained
 * @param modules its sub-modules by attribute name
 */
public record ScriptModule(
    String type, Map<String, StoredTensor> tensors, Map<String, ScriptModule> modules) {
  /** Copies the maps in their order. */
  public ScriptModule {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
  }
}
