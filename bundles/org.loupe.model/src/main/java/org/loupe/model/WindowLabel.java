package org.loupe.model;

import java.util.List;

/**
 * A label of every window, to colour and group by.
 *
 * @param data the array that holds one number per window
 * @param classes names by number; empty where the number itself is the name
 */
public record WindowLabel(ArrayReference data, List<String> classes) {
  /** Copies the classes. */
  public WindowLabel {
    classes = List.copyOf(classes);
  }

  /** The name of a label's value. */
  public String name(long value) {
    return value >= 0 && value < classes.size() ? classes.get((int) value) : Long.toString(value);
  }
}
