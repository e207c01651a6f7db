package org.loupe.workbench.internal.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.Mask;

/**
 * Parts of a card as one writes them into a line: axes ({@code window, time, class}), names ({@code
 * idle, "up, fast"}) and masks ({@code tokens[…, 1:] not in 0; kind in 1, 2}).
 */
final class CardText {
  private static final List<Dimension> AXES =
      List.of(
          Dimension.WINDOW,
          Dimension.TIME,
          Dimension.CHANNEL,
          Dimension.TOKEN,
          Dimension.CLASS,
          Dimension.VALUE,
          Dimension.UNIT);
  private static final Pattern NAME =
      Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"\\s*|([^,\"]*))(,|$)");
  private static final Pattern MASK =
      Pattern.compile(
          "(.+?)\\s*(?:\\[\\s*(?:(?:…|\\.\\.\\.)\\s*,)?\\s*(-?\\d*)\\s*:\\s*(-?\\d*)\\s*\\])?"
              + "\\s+(in|not in)\\s+(-?\\d+(?:\\s*,\\s*-?\\d+)*)");

  private CardText() {}

  static String axes(List<Dimension> axes) {
    return axes.stream().map(Dimension::key).collect(Collectors.joining(", "));
  }

  /**
   * Reads axes.
   *
   * @param rank how many there are, or 0 if that is not known
   */
  static List<Dimension> axes(String text, int rank) throws BadInputException {
    List<Dimension> axes = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String key = part.strip();
      axes.add(
          AXES.stream()
              .filter(axis -> axis.key().equals(key))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BadInputException(
                          "No axis is called '" + key + "'; choose from " + axes(AXES) + ".")));
    }
    if (axes.get(0) != Dimension.WINDOW) {
      throw new BadInputException("The axes begin with " + axes.get(0).key() + ", not window.");
    }
    if (new HashSet<>(axes).size() < axes.size()) {
      throw new BadInputException("An axis stands there twice: " + axes(axes) + ".");
    }
    if (rank > 0 && axes.size() != rank) {
      throw new BadInputException("There are " + axes.size() + " axes, expected " + rank + ".");
    }
    return axes;
  }

  static String names(List<String> names) {
    return names.stream().map(CardText::name).collect(Collectors.joining(", "));
  }

  private static String name(String name) {
    boolean plain = name.equals(name.strip()) && !name.contains(",") && !name.contains("\"");
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * Reads names; one with a comma stands in quotes.
   *
   * @param count how many there are, or 0 if that is not known
   */
  static List<String> names(String text, int count) throws BadInputException {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(text);
    int end = 0;
    boolean more = true;
    while (more) {
      if (!matcher.find() || matcher.start() != end) {
        throw new BadInputException("A quote is not closed, or stands within a name.");
      }
      String quoted = matcher.group(1);
      String name = quoted == null ? matcher.group(2).strip() : quoted.replace("\"\"", "\"");
      if (name.isBlank()) {
        throw new BadInputException("Name " + (names.size() + 1) + " is empty.");
      }
      if (names.contains(name)) {
        throw new BadInputException("'" + name + "' stands there twice; names must differ.");
      }
      names.add(name);
      end = matcher.end();
      more = !matcher.group(3).isEmpty();
    }
    if (count > 0 && names.size() != count) {
      throw new BadInputException("There are " + names.size() + " names, expected " + count + ".");
    }
    return names;
  }

  static String masks(List<Mask> masks) {
    return masks.stream()
        .map(
            mask ->
                ArrayChoices.text(mask.data())
                    + (mask.included() ? " in " : " not in ")
                    + new TreeSet<>(mask.values())
                        .stream().map(String::valueOf).collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; "));
  }

  /** Reads masks, none if the text is blank; their arrays must be there. */
  static List<Mask> masks(String text, Dataset dataset) throws BadInputException {
    List<Mask> masks = new ArrayList<>();
    if (!text.isBlank()) {
      for (String part : text.split(";", -1)) {
        masks.add(mask(part.strip(), dataset));
      }
    }
    return masks;
  }

  private static Mask mask(String text, Dataset dataset) throws BadInputException {
    Matcher matcher = MASK.matcher(text);
    if (!matcher.matches()) {
      throw new BadInputException(
          "'" + text + "' is no condition; write 'array in 1, 2' or 'array[…, 1:] not in 0'.");
    }
    String array = matcher.group(1);
    if (!dataset.arrays().containsKey(array)) {
      throw new BadInputException(
          "The data have no array '" + array + "'; they have " + dataset.arrays().keySet() + ".");
    }
    try {
      Set<Long> values =
          Arrays.stream(matcher.group(5).split(","))
              .map(value -> Long.valueOf(value.strip()))
              .collect(Collectors.toSet());
      return new Mask(
          new ArrayReference(array, end(matcher.group(2)), end(matcher.group(3))),
          matcher.group(4).equals("in"),
          values);
    } catch (NumberFormatException e) {
      throw new BadInputException("'" + text + "' holds a number that is too large.", e);
    }
  }

  private static @Nullable Integer end(@Nullable String text) {
    return text == null || text.isEmpty() ? null : Integer.valueOf(text);
  }
}
