package org.loupe.project.internal.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;

/**
 * How a table is written, found out from its first rows.
 *
 * @param encoding of the text
 * @param separator between cells: comma, semicolon, tab or vertical bar
 * @param decimalComma whether numbers are written {@code 1,5}
 * @param header the columns' names, none twice; the first may be empty, which is then the row
 *     numbers that data frames are written with
 * @param sample the first rows below the header
 */
record TableFormat(
    TextEncoding encoding,
    char separator,
    boolean decimalComma,
    List<String> header,
    List<List<String>> sample) {
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final int SAMPLE_ROWS = 50;
  private static final long SAMPLE_CELLS = 200_000;
  private static final int LONGEST_NAME = 200;

  /**
   * Looks at a file.
   *
   * @throws BadInputException if it is no table with a header, with the place
   */
  static TableFormat detect(Path file) throws BadInputException {
    try {
      requireText(file);
      TextEncoding encoding = TextEncoding.of(file);
      Sample best = null;
      char separator = ',';
      for (char candidate : SEPARATORS) {
        Sample sample = sample(file, encoding, candidate);
        if (best == null || sample.score() > best.score()) {
          best = sample;
          separator = candidate;
        }
      }
      if (best.problem() != null) {
        throw best.problem();
      }
      List<List<String>> rows = best.rows();
      if (rows.isEmpty()) {
        throw new BadInputException(
            file + " is empty; a table has a line of column names and rows of numbers below it.");
      }
      List<List<String>> sample = rows.subList(1, rows.size());
      boolean comma = separator != ',' && decimalComma(sample);
      requireHeader(file, rows.get(0), comma);
      return new TableFormat(encoding, separator, comma, rows.get(0), List.copyOf(sample));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void requireText(Path file) throws BadInputException, IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(4096);
    }
    if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
      throw new BadInputException(
          file + " is a ZIP archive, as .npz and .xlsx files are; save the table as CSV.");
    }
    boolean wide = TextEncoding.of(file).mark() == 2;
    for (byte each : start) {
      if (each == 0 && !wide) {
        throw new BadInputException(
            file + " is no text: there are zero bytes in it; save the table as CSV in UTF-8.");
      }
    }
  }

  /**
   * The first rows as a separator cuts them.
   *
   * @param problem why there are no more of them, or null
   */
  private record Sample(List<List<String>> rows, @Nullable BadInputException problem) {
    /** Rows that are all as long as the header speak for a separator, the longer the more. */
    long score() {
      if (rows.isEmpty() || rows.get(0).size() == 1) {
        return 0;
      }
      int width = rows.get(0).size();
      long like = rows.stream().filter(row -> row.size() == width).count();
      long share = 1000 * like / rows.size();
      return (problem == null ? share : share / 2) * 1_000_000 + width;
    }
  }

  private static Sample sample(Path file, TextEncoding encoding, char separator)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    long cells = 0;
    try (TableReader reader =
        TableReader.open(file, Files.newInputStream(file), encoding, separator)) {
      while (rows.size() <= SAMPLE_ROWS && cells <= SAMPLE_CELLS && reader.next()) {
        rows.add(reader.row());
        cells += reader.count();
      }
      return new Sample(rows, null);
    } catch (BadInputException e) {
      return new Sample(rows, e);
    }
  }

  private static boolean decimalComma(List<List<String>> sample) {
    long commas = 0;
    for (List<String> row : sample) {
      for (String cell : row) {
        if (Cells.hasDecimalPoint(cell)) {
          return false;
        }
        commas += Cells.hasDecimalComma(cell) ? 1 : 0;
      }
    }
    return commas > 0;
  }

  private static void requireHeader(Path file, List<String> header, boolean decimalComma)
      throws BadInputException {
    if (header.stream().allMatch(cell -> Cells.isNumber(cell, decimalComma))) {
      throw new BadInputException(
          file
              + ": line 1 holds numbers ("
              + Cells.cut(String.join(" ", header))
              + ") where the columns' names are expected; write a line of names above it.");
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int column = 0; column < header.size(); column++) {
      String name = header.get(column);
      if (name.isEmpty() && column > 0) {
        throw new BadInputException(
            file + ": line 1, column " + (column + 1) + " has no name; give it one.");
      }
      if (name.length() > LONGEST_NAME) {
        throw new BadInputException(
            file
                + ": line 1, column "
                + (column + 1)
                + " has a name of "
                + name.length()
                + " characters, at most "
                + LONGEST_NAME
                + " are read; shorten it.");
      }
      Integer before = seen.put(name, column + 1);
      if (before != null) {
        throw new BadInputException(
            file
                + ": line 1 calls columns "
                + before
                + " and "
                + (column + 1)
                + " '"
                + Cells.cut(name)
                + "'; names must differ, rename one.");
      }
    }
  }

  /** The separator in words. */
  String separatorName() {
    return switch (separator) {
      case ',' -> "commas";
      case ';' -> "semicolons";
      case '\t' -> "tabs";
      default -> "vertical bars";
    };
  }
}
