package org.loupe.project.internal.table;

import com.fasterxml.jackson.core.io.NumberInput;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What cells of a table say. */
final class Cells {
  private static final Pattern POINT = Pattern.compile("[+-]?\\d*\\.\\d+([eE][+-]?\\d+)?");
  private static final Pattern COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
  private static final Set<String> MISSING =
      Set.of("", "nan", "na", "n/a", "null", "none", "<na>", "#n/a");
  private static final int LONGEST_NUMBER = 400;
  private static final int SHOWN = 60;

  private Cells() {}

  static boolean hasDecimalPoint(String cell) {
    return POINT.matcher(cell).matches();
  }

  static boolean hasDecimalComma(String cell) {
    return COMMA.matcher(cell).matches();
  }

  /** Whether there is no value: nothing, NaN, NA, null, None. */
  static boolean isMissing(String cell) {
    return cell.isEmpty() || cell.length() <= 4 && MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }

  static boolean isNumber(String cell, boolean decimalComma) {
    try {
      number(cell, decimalComma);
      return !cell.isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * The number in a cell.
   *
   * @return NaN where it is missing
   * @throws NumberFormatException if it is none
   */
  static double number(String cell, boolean decimalComma) {
    if (isMissing(cell)) {
      return Double.NaN;
    }
    char last = cell.charAt(cell.length() - 1);
    if (last < '0' || last > '9') {
      // Java's own writings, such as 1d or 0x1p3, are no numbers of tables.
      return last == '.'
          ? plain(cell.substring(0, cell.length() - 1), decimalComma)
          : infinite(cell);
    }
    return plain(cell, decimalComma);
  }

  private static double plain(String cell, boolean decimalComma) {
    if (cell.length() > LONGEST_NUMBER || cell.indexOf('x') >= 0 || cell.indexOf('X') >= 0) {
      throw new NumberFormatException("too long, or hexadecimal");
    }
    String point = decimalComma ? cell.replace(',', '.') : cell;
    return NumberInput.parseDouble(point, true);
  }

  private static double infinite(String cell) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new NumberFormatException("no digit at its end");
    };
  }

  /** As much of a text as a message can hold. */
  static String cut(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
