package org.loupe.project.internal.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.Windowing;
import org.loupe.project.imports.TableGuess;

/** Guesses from a table's header and first rows what its columns are. */
public final class TableGuessing {
  private static final int LENGTH = 64;
  private static final Set<String> TIMES =
      Set.of("time", "timestamp", "datetime", "date", "t", "ts", "seconds", "sec", "elapsed");
  private static final Set<String> RECORDINGS =
      Set.of(
          "recording",
          "run",
          "file",
          "session",
          "subject",
          "machine",
          "patient",
          "trial",
          "speaker",
          "experiment",
          "participant",
          "group",
          "source");
  private static final Set<String> LABELS =
      Set.of("label", "labels", "class", "target", "y", "state", "activity", "category", "truth");
  private static final Pattern END = Pattern.compile("_?(id|nr|no|name|s|ms)$");

  private final TableFormat format;
  private final List<String> reasons = new ArrayList<>();

  private TableGuessing(TableFormat format) {
    this.format = format;
  }

  /**
   * Looks at a table's first rows.
   *
   * @param length rows of a window, or 0 to guess
   * @throws BadInputException if it is no table
   */
  public static TableGuess of(Path file, int length) throws BadInputException {
    return new TableGuessing(TableFormat.detect(file)).guess(length);
  }

  private TableGuess guess(int length) {
    int rows = length > 0 ? length : LENGTH;
    reasons.add(
        "Cells are separated by "
            + format.separatorName()
            + (format.decimalComma() ? ", numbers have a decimal comma." : "."));
    if (length <= 0) {
      reasons.add(
          "Windows of " + rows + " rows are a usual size; the model's own is the right one.");
    }
    Optional<String> time = named(TIMES, this::isOrdered);
    time.ifPresent(
        column ->
            reasons.add("'" + column + "' is called like time is, and hardly ever goes back."));
    Optional<String> recording =
        named(RECORDINGS, column -> true).filter(column -> !time.equals(Optional.of(column)));
    recording.ifPresent(column -> reasons.add("'" + column + "' is called like recordings are."));
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < format.header().size(); i++) {
      String column = format.header().get(i);
      boolean other = column.isEmpty() || is(column, time) || is(column, recording);
      if (!other && (LABELS.contains(plain(column)) || isText(i))) {
        labels.add(column);
        reasons.add(
            "'" + column + "' " + (isText(i) ? "holds texts" : "is called like labels are") + ".");
      }
    }
    Windowing windowing =
        new Windowing(
            rows,
            Math.max(1, rows / 2),
            recording.orElse(null),
            time.orElse(null),
            labels,
            List.of(),
            Map.of());
    List<String> columns = format.header().stream().filter(name -> !name.isEmpty()).toList();
    return new TableGuess(columns, windowing, reasons);
  }

  private static boolean is(String column, Optional<String> other) {
    return other.filter(column::equals).isPresent();
  }

  /** A column of one of these names, the plainer the better. */
  private Optional<String> named(Set<String> names, Predicate<String> fits) {
    return format.header().stream()
        .filter(column -> names.contains(plain(column)))
        .filter(fits)
        .findFirst();
  }

  private static String plain(String column) {
    String low =
        column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    return RECORDINGS.contains(low) || TIMES.contains(low) || LABELS.contains(low)
        ? low
        : END.matcher(low).replaceFirst("");
  }

  private boolean isText(int column) {
    return format.sample().stream()
        .map(row -> cell(row, column))
        .anyMatch(
            cell ->
                cell != null
                    && !Cells.isMissing(cell)
                    && !Cells.isNumber(cell, format.decimalComma()));
  }

  private static @Nullable String cell(List<String> row, int column) {
    return column < row.size() ? row.get(column) : null;
  }

  /** Whether the cells are times. Where a recording ends, time may begin anew. */
  private boolean isOrdered(String column) {
    TimeColumn time = new TimeColumn(format.decimalComma());
    int place = format.header().indexOf(column);
    int back = 0;
    for (List<String> row : format.sample()) {
      String cell = cell(row, place);
      try {
        back += cell == null || time.next(cell) < 0 ? 1 : 0;
      } catch (NumberFormatException e) {
        return false;
      }
    }
    return back <= format.sample().size() / 4;
  }
}
