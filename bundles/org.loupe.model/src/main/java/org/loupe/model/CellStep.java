package org.loupe.model;

import java.util.List;

/**
 * How one step of a recurrent cell is made.
 *
 * @param method the exported method
 * @param arguments its arguments in order: {@code x}, {@code state}, {@code timespans}
 * @param initial the initial state: {@code zeros}
 */
public record CellStep(String method, List<String> arguments, String initial) {
  /** Copies the arguments. */
  public CellStep {
    arguments = List.copyOf(arguments);
  }
}
