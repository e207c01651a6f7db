package org.loupe.project.internal.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.loupe.model.BadInputException;

/** Gathers what the cells of a label column are: integers, numbers, or texts that name classes. */
final class LabelColumn {
  /** The most different texts of one label. */
  static final int MOST_CLASSES = 10_000;

  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,15}");

  private final String name;
  private final boolean decimalComma;
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private boolean integers = true;
  private boolean numbers = true;
  private boolean tooMany;
  private long missing;

  LabelColumn(String name, boolean decimalComma) {
    this.name = name;
    this.decimalComma = decimalComma;
  }

  /**
   * A label as it is kept.
   *
   * @param text its number among the column's texts, or -1 if there are too many
   * @param number its value; NaN if it is none
   */
  record Cell(int text, double number) {}

  Cell take(String cell, long line) {
    if (cell.isEmpty() && missing == 0) {
      missing = line;
    }
    integers &= INTEGER.matcher(cell).matches();
    double number = Double.NaN;
    if (numbers) {
      try {
        number = Cells.number(cell, decimalComma);
      } catch (NumberFormatException e) {
        // Then it is a class.
        numbers = false;
      }
    }
    Integer text = texts.get(cell);
    if (text == null && texts.size() < MOST_CLASSES) {
      text = texts.size();
      texts.put(cell, text);
    }
    tooMany |= text == null;
    return new Cell(text == null ? -1 : text, number);
  }

  /**
   * What the column turned out to be.
   *
   * @throws BadInputException if it cannot be a label
   */
  Label label(Path file) throws BadInputException {
    if (integers) {
      return new Label(name, Label.Kind.INTEGERS, List.of(), new int[0]);
    } else if (numbers) {
      return new Label(name, Label.Kind.NUMBERS, List.of(), new int[0]);
    } else if (missing > 0) {
      throw new BadInputException(
          file
              + ": line "
              + missing
              + ", column '"
              + name
              + "' is empty; every row needs a class: fill the gap, or do not use the column.");
    } else if (tooMany) {
      throw new BadInputException(
          file
              + ": column '"
              + name
              + "' has more than "
              + MOST_CLASSES
              + " different texts, which are no classes; do not use it as a label.");
    }
    Map<String, Integer> sorted = new TreeMap<>(texts);
    int[] ranks = new int[sorted.size()];
    List<String> classes = new ArrayList<>(sorted.keySet());
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[sorted.get(classes.get(rank))] = rank;
    }
    return new Label(name, Label.Kind.CLASSES, classes, ranks);
  }
}
