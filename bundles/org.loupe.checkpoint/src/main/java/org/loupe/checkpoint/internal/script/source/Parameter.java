package org.loupe.checkpoint.internal.script.source;

import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.Signature.Argument;

/**
 * A parameter of a function.
 *
 * @param name its name
 * @param type as written, or null where torch writes none: {@code self} of an interface
 * @param defaultValue as written, or null if it must be given
 */
public record Parameter(String name, @Nullable String type, @Nullable String defaultValue) {

  /** Parses {@code name: Type=default}. */
  static Parameter parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new Parameter(text.strip(), null, null);
    }
    String type = text.substring(colon + 1);
    int equals = type.indexOf('=');
    return equals < 0
        ? new Parameter(text.substring(0, colon).strip(), type.strip(), null)
        : new Parameter(
            text.substring(0, colon).strip(),
            type.substring(0, equals).strip(),
            type.substring(equals + 1).strip());
  }

  /** As torch prints it. */
  String print() {
    return name
        + (type == null ? "" : ": " + type)
        + (defaultValue == null ? "" : "=" + defaultValue);
  }

  Argument argument() {
    return new Argument(name, type == null ? "Tensor" : type, defaultValue);
  }
}
