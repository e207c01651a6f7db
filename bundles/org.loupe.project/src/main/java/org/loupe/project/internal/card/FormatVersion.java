package org.loupe.project.internal.card;

import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** The key {@code loupe}, which says in which format a file is written. */
public final class FormatVersion {
  private FormatVersion() {}

  /**
   * Refuses a version that is not read.
   *
   * @throws BadInputException if it is missing, newer, or none
   */
  public static void check(JsonObject document, int newest) throws BadInputException {
    JsonPlace version = document.required("loupe");
    long found = version.integer();
    if (found > newest) {
      throw version.problem(
          "is "
              + found
              + ", this Loupe reads format version "
              + newest
              + "; install a newer Loupe");
    }
    if (found < 1) {
      throw version.problem("is " + found + ", expected a format version from 1 to " + newest);
    }
  }
}
