package org.loupe.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
 * @param when conditions under which it has a meaning, as {@link Parameter#when} has them
 */
public record ParameterField(
    String name,
    String label,
    String help,
    Class<?> type,
    double min,
    double max,
    Parameter.Choices choices,
    List<String> when) {

  /** Copies the conditions. */
  public ParameterField {
    when = List.copyOf(when);
  }

  /** One that always has a meaning. */
  public ParameterField(
      String name,
      String label,
      String help,
      Class<?> type,
      double min,
      double max,
      Parameter.Choices choices) {
    this(name, label, help, type, min, max, choices, List.of());
  }

  /**
   * Whether it has a meaning.
   *
   * @param values of all parameters by name, as they are written
   */
  public boolean applies(Map<String, String> values) {
    return when.stream()
        .allMatch(
            condition -> wanted(condition).contains(values.getOrDefault(parameter(condition), "")));
  }

  /** The parameter that a condition is about. */
  static String parameter(String condition) {
    return condition.substring(0, Math.max(0, condition.indexOf('=')));
  }

  private static List<String> wanted(String condition) {
    return List.of(condition.substring(condition.indexOf('=') + 1).split(","));
  }

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
