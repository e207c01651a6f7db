package org.loupe.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One parameter of a method, taken from its record component.
 *
 * @param name in files and on the command line
 * @param label on screen
 * @param help a sentence
 * @param type String, int, long, double, boolean or an enum
 * @param min the least number allowed
 * @param max the greatest number allowed
 * @param choices where the choices of a string come from
 */
public record ParameterField(
    String name,
    String label,
    String help,
    Class<?> type,
    double min,
    double max,
    Parameter.Choices choices) {

  /** The constants of an enum type as they are written: snake case; empty for other types. */
  public List<String> constants() {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(ParameterField::text).toList()
        : List.of();
  }

  /** A value as it is written in files and on the command line. */
  static String text(Object value) {
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : value.toString();
  }
}
