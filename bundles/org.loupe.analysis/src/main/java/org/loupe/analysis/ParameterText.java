package org.loupe.analysis;

import java.util.Locale;
import java.util.Set;
import org.loupe.model.BadInputException;

/** Parses the text of a single parameter. */
final class ParameterText {
  private static final Set<Class<?>> TYPES =
      Set.of(String.class, int.class, long.class, double.class, boolean.class);

  private ParameterText() {}

  static boolean isSupported(Class<?> type) {
    return type.isEnum() || TYPES.contains(type);
  }

  static Object parse(ParameterField field, String text) throws BadInputException {
    Class<?> type = field.type();
    if (type == String.class) {
      return string(field, text);
    } else if (type == boolean.class) {
      return truth(field, text);
    } else if (type.isEnum()) {
      return constant(field, text);
    }
    return number(field, text.strip());
  }

  private static String string(ParameterField field, String text) throws BadInputException {
    if (field.choices() != Parameter.Choices.FREE && text.isBlank()) {
      throw new BadInputException(wrong(field, text) + "; it must not be empty.");
    }
    if (field.choices() == Parameter.Choices.STEPS
        && !text.equals(TargetParameters.ALL)
        && !text.matches("\\d{1,9}")) {
      throw new BadInputException(
          wrong(field, text) + "; it must be all, or the index of a step, counted from 0.");
    }
    return text;
  }

  private static Object number(ParameterField field, String text) throws BadInputException {
    Number number;
    try {
      if (field.type() == int.class) {
        number = Integer.valueOf(text);
      } else if (field.type() == long.class) {
        number = Long.valueOf(text);
      } else {
        number = Double.valueOf(text);
      }
    } catch (NumberFormatException e) {
      throw new BadInputException(wrong(field, text) + ", which is no " + kind(field) + ".", e);
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value) || value < field.min() || value > field.max()) {
      throw new BadInputException(wrong(field, text) + "; it must be " + range(field) + ".");
    }
    return number;
  }

  private static Object truth(ParameterField field, String text) throws BadInputException {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadInputException(wrong(field, text) + "; it must be true or false.");
    };
  }

  private static Object constant(ParameterField field, String text) throws BadInputException {
    int index = field.constants().indexOf(text.strip());
    if (index < 0) {
      throw new BadInputException(
          wrong(field, text) + "; it must be one of " + String.join(", ", field.constants()) + ".");
    }
    return field.type().getEnumConstants()[index];
  }

  private static String wrong(ParameterField field, String text) {
    return "Parameter '" + field.name() + "' is '" + text + "'";
  }

  private static String kind(ParameterField field) {
    return field.type() == double.class ? "number" : "whole number";
  }

  private static String range(ParameterField field) {
    boolean below = field.min() > Double.NEGATIVE_INFINITY;
    boolean above = field.max() < Double.POSITIVE_INFINITY;
    if (below && above) {
      return "from " + text(field, field.min()) + " to " + text(field, field.max());
    } else if (below) {
      return "at least " + text(field, field.min());
    }
    return above ? "at most " + text(field, field.max()) : "finite";
  }

  private static String text(ParameterField field, double bound) {
    return field.type() == double.class ? Double.toString(bound) : Long.toString((long) bound);
  }
}
