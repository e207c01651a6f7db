package org.loupe.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.ElementType;

/**
 * How the rows of a table (CSV, TSV) become windows. A row is a time step, a window is {@code
 * length} rows that follow each other within one recording; the next window of the recording begins
 * {@code stride} rows later.
 *
 * <p>The dataset then has the arrays that {@code arrays} names, {@value #TIME_DELTAS} {@code [N,T]}
 * if there is a time column, for each label an array of its name {@code [N]}, the label of the
 * window's last row, and one with {@value #EACH_STEP} behind its name {@code [N,T]}, the labels of
 * all its rows, and {@value #RECORDING} {@code [N]}, the recording's number in the order of the
 * file, if there is a recording column.
 *
 * @param length rows of a window, at least 1
 * @param stride rows from one window's begin to the next one's, at least 1
 * @param recording the column whose value changes from one recording to the next, or null if the
 *     whole file is one recording
 * @param time the column that says when: seconds, or dates with times; or null
 * @param labels columns of classes (texts or integers) or of numbers that are to be predicted
 * @param ignored columns that are not read
 * @param arrays columns by array; none means one array {@value #VALUES} {@code [N,T,C]} of all
 *     columns that are nothing else
 */
public record Windowing(
    int length,
    int stride,
    @Nullable String recording,
    @Nullable String time,
    List<String> labels,
    List<String> ignored,
    Map<String, ColumnArray> arrays) {
  /** The array of all columns that are nothing else. */
  public static final String VALUES = "x";

  /** The array of the time since the row before, in seconds; 0 where a recording begins. */
  public static final String TIME_DELTAS = "dt";

  /** The array of the recordings' numbers. */
  public static final String RECORDING = "recording";

  /** What the array of a label's values at every step has behind the label's name. */
  public static final String EACH_STEP = "_steps";

  /** Windows longer than this are refused. */
  public static final int LONGEST = 1_000_000;

  /** Copies lists and maps in their order. */
  public Windowing {
    labels = List.copyOf(labels);
    ignored = List.copyOf(ignored);
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /** Windows of one recording without labels. */
  public static Windowing of(int length, int stride) {
    return new Windowing(length, stride, null, null, List.of(), List.of(), Map.of());
  }

  /**
   * An array of columns.
   *
   * @param columns by their names in the header, in the order of the last axis
   * @param isFlat of one column: {@code [N,T]} rather than {@code [N,T,1]}
   * @param type FLOAT32, or INT64 for classes
   */
  public record ColumnArray(List<String> columns, boolean isFlat, ElementType type) {
    /** Copies the list. */
    public ColumnArray {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Refuses what contradicts itself whatever the table.
   *
   * @throws BadInputException naming what is wrong
   */
  public void check() throws BadInputException {
    within("length", length);
    within("stride", stride);
    List<String> used = new ArrayList<>(labels);
    used.addAll(ignored);
    if (recording != null) {
      used.add(recording);
    }
    if (time != null) {
      used.add(time);
    }
    requireDifferent("column", used);
    List<String> made = new ArrayList<>(arrays.isEmpty() ? List.of(VALUES) : arrays.keySet());
    if (time != null) {
      made.add(TIME_DELTAS);
    }
    for (String label : labels) {
      made.add(label);
      made.add(label + EACH_STEP);
    }
    if (recording != null) {
      made.add(RECORDING);
    }
    requireDifferent("array", made);
  }

  private static void within(String what, int rows) throws BadInputException {
    if (rows < 1 || rows > LONGEST) {
      throw new BadInputException(
          "The "
              + what
              + " of windows is "
              + rows
              + " rows; choose a number from 1 to "
              + LONGEST
              + ".");
    }
  }

  private static void requireDifferent(String what, List<String> names) throws BadInputException {
    Set<String> seen = new TreeSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new BadInputException(
            "The "
                + what
                + " '"
                + name
                + "' is named for two purposes of a table's windows; each can have one.");
      }
    }
  }
}
