package org.loupe.method.occlusion.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.model.BadInputException;

/**
 * How far something reaches, or is moved: over time steps and over units, which are groups or
 * channels.
 *
 * @param steps 1 or more
 * @param units 1 or more
 */
record Extent(int steps, int units) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,7})\\s*,\\s*(\\d{1,7})");

  /**
   * Reads {@code 8,1}: eight steps of one unit.
   *
   * @param parameter whose text it is, for the message
   * @throws BadInputException if the text is not two numbers from 1
   */
  static Extent parse(String parameter, String text) throws BadInputException {
    Matcher match = TEXT.matcher(text.strip());
    if (match.matches()) {
      Extent extent =
          new Extent(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
      if (extent.steps > 0 && extent.units > 0) {
        return extent;
      }
    }
    throw new BadInputException(
        "Found "
            + parameter
            + "="
            + text
            + ", but two numbers from 1 are expected: time steps, then groups or channels, such as"
            + " 8,1.");
  }

  /** Both parts, at most so large. */
  Extent within(int mostSteps, int mostUnits) {
    return new Extent(Math.min(steps, mostSteps), Math.min(units, mostUnits));
  }
}
