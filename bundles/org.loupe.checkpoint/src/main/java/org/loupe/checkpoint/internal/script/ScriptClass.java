package org.loupe.checkpoint.internal.script;

import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.Signature;

/**
 * A class in a TorchScript archive.
 *
 * @param name without its file
 * @param base what it derives from: {@code Module}, {@code NamedTuple}
 * @param parameters names of attributes that are parameters
 * @param buffers names of attributes that are buffers
 * @param attributes types of attributes by name
 * @param methods in the file's order
 */
public record ScriptClass(
    String name,
    String base,
    List<String> parameters,
    List<String> buffers,
    Map<String, String> attributes,
    List<Signature> methods) {

  /** Whether it says what only a scripted class does: constants, or attributes of plain types. */
  public boolean isScripted() {
    return attributes.entrySet().stream()
            .filter(attribute -> !attribute.getKey().equals("training"))
            .filter(attribute -> !attribute.getKey().equals("_is_full_backward_hook"))
            .map(Map.Entry::getValue)
            .anyMatch(type -> !type.equals("Tensor") && !type.startsWith("__torch__"))
        || methods.stream().anyMatch(method -> !method.name().matches("forward\\d*"));
  }
}
