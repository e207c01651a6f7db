package org.loupe.project.imports;

import java.util.List;
import org.loupe.project.Windowing;

/**
 * How the rows of a table may become windows, guessed from its first rows.
 *
 * @param columns the columns that have names, in the file's order
 * @param windowing the guess
 * @param reasons why, one sentence each; also how the file was understood
 */
public record TableGuess(List<String> columns, Windowing windowing, List<String> reasons) {
  /** Copies the lists. */
  public TableGuess {
    columns = List.copyOf(columns);
    reasons = List.copyOf(reasons);
  }
}
