package org.loupe.checkpoint;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A method of a TorchScript module.
 *
 * @param name of the method: {@code forward}
 * @param arguments in order, without the module itself
 * @param returns the type it returns: {@code Dict[str, Tensor]}
 */
public record Signature(String name, List<Argument> arguments, String returns) {

  /**
   * An argument.
   *
   * @param name its name
   * @param type as TorchScript writes it: {@code Optional[Tensor]}
   * @param defaultValue as TorchScript writes it, or null if it must be given
   */
  public record Argument(String name, String type, @Nullable String defaultValue) {

    /** Whether it may be left out. */
    public boolean isOptional() {
      return defaultValue != null;
    }

    @Override
    public String toString() {
      return name + ": " + type + (defaultValue == null ? "" : " = " + defaultValue);
    }
  }

  /** Copies the arguments. */
  public Signature {
    arguments = List.copyOf(arguments);
  }

  /** As Python writes it: {@code forward(x: Tensor) -> Tensor}. */
  public String describe() {
    return name
        + arguments.stream().map(Argument::toString).collect(Collectors.joining(", ", "(", ")"))
        + " -> "
        + returns;
  }
}
