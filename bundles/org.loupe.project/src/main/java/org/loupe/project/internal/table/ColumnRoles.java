package org.loupe.project.internal.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.BadInputException;
import org.loupe.model.ElementType;
import org.loupe.project.Windowing;
import org.loupe.project.Windowing.ColumnArray;

/**
 * Which column of a table serves what.
 *
 * @param arrays the arrays of columns by name, resolved
 * @param values the columns that are numbers, in the order in which a row keeps them
 * @param time the column that says when, or -1
 * @param recording the column that tells recordings apart, or -1
 * @param labels the columns of labels
 */
record ColumnRoles(
    Map<String, ColumnArray> arrays, int[] values, int time, int recording, int[] labels) {

  /**
   * Finds the columns.
   *
   * @throws BadInputException if the table lacks one, naming those that it has
   */
  static ColumnRoles of(Path file, List<String> header, Windowing windowing)
      throws BadInputException {
    Columns columns = new Columns(file, header);
    int time = windowing.time() == null ? -1 : columns.find(windowing.time());
    int recording = windowing.recording() == null ? -1 : columns.find(windowing.recording());
    int[] labels = columns.find(windowing.labels());
    boolean[] taken = new boolean[header.size()];
    // Data frames are written with their row numbers in a column without a name.
    taken[0] = header.get(0).isEmpty();
    for (int column : columns.find(windowing.ignored())) {
      taken[column] = true;
    }
    for (int column : labels) {
      taken[column] = true;
    }
    if (time >= 0) {
      taken[time] = true;
    }
    if (recording >= 0) {
      taken[recording] = true;
    }
    Map<String, ColumnArray> arrays = new LinkedHashMap<>(windowing.arrays());
    if (arrays.isEmpty()) {
      List<String> rest = new ArrayList<>();
      for (int column = 0; column < taken.length; column++) {
        if (!taken[column]) {
          rest.add(header.get(column));
        }
      }
      if (rest.isEmpty()) {
        throw new BadInputException(
            file + " has no column of numbers apart from time, recording and labels.");
      }
      arrays.put(Windowing.VALUES, new ColumnArray(rest, false, ElementType.FLOAT32));
    }
    List<Integer> values = new ArrayList<>();
    for (ColumnArray array : arrays.values()) {
      Arrays.stream(columns.find(array.columns())).forEach(values::add);
    }
    return new ColumnRoles(
        arrays, values.stream().mapToInt(Integer::intValue).toArray(), time, recording, labels);
  }

  private static final class Columns {
    private final Path file;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> header;

    Columns(Path file, List<String> header) {
      this.file = file;
      this.header = header;
      for (int i = 0; i < header.size(); i++) {
        places.put(header.get(i), i);
      }
    }

    int find(String name) throws BadInputException {
      Integer place = places.get(name);
      if (place == null || name.isEmpty()) {
        throw new BadInputException(
            file
                + " has no column '"
                + name
                + "'; it has "
                + (header.size() > 30
                    ? String.join(", ", header.subList(0, 30))
                        + " and "
                        + (header.size() - 30)
                        + " more"
                    : String.join(", ", header))
                + ".");
      }
      return place;
    }

    int[] find(Collection<String> names) throws BadInputException {
      int[] found = new int[names.size()];
      int i = 0;
      for (String name : names) {
        found[i++] = find(name);
      }
      return found;
    }
  }
}
