package org.loupe.project.internal.table;

import java.util.List;

/**
 * A label of a table's rows.
 *
 * @param name of the column
 * @param kind what its cells are
 * @param classes of texts: their names in alphabetical order, by number; else none
 * @param ranks of texts: the class by the number that the rows keep
 */
record Label(String name, Kind kind, List<String> classes, int[] ranks) {
  /** Kinds of cells. */
  enum Kind {
    INTEGERS,
    NUMBERS,
    CLASSES
  }
}
