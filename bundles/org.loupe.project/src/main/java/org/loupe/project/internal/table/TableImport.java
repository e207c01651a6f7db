package org.loupe.project.internal.table;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.loupe.project.Windowing;
import org.loupe.project.internal.data.Sha256;

/** Reads a table once from its beginning to its end, and writes its rows as numbers. */
final class TableImport {
  private static final int MOST_RECORDINGS = 1_000_000;
  private static final int LONGEST_RECORDING_NAME = 1000;
  private static final int MOST_STRETCHES = 20_000_000;
  private static final int REPORTED = 1 << 20;

  private final Path file;
  private final TableFormat format;
  private final Windowing windowing;
  private final ColumnRoles roles;
  private final Progress progress;
  private final TimeColumn time;
  private final List<LabelColumn> labels = new ArrayList<>();
  private final Map<String, Integer> recordings = new LinkedHashMap<>();
  private final Stretches stretches = new Stretches();
  private final List<String> remarks = new ArrayList<>();
  private @Nullable String current;
  private long rows;
  private long missing;
  private long firstMissing;
  private String firstMissingColumn = "";
  private boolean cameBack;

  private TableImport(Path file, TableFormat format, Windowing windowing, Progress progress)
      throws BadInputException {
    this.file = file;
    this.format = format;
    this.windowing = windowing;
    this.roles = ColumnRoles.of(file, format.header(), windowing);
    this.progress = progress;
    this.time = new TimeColumn(format.decimalComma());
    for (String label : windowing.labels()) {
      labels.add(new LabelColumn(label, format.decimalComma()));
    }
  }

  /**
   * Converts a table.
   *
   * @param windowing which columns are read; length and stride do not matter
   * @param to written anew
   * @throws BadInputException if something in the table is wrong, with line and column
   * @throws IOException if a file cannot be read or written
   * @throws java.util.concurrent.CancellationException if the progress was cancelled
   */
  static void run(Path file, Windowing windowing, Path to, Progress progress)
      throws BadInputException, IOException {
    TableImport run = new TableImport(file, TableFormat.detect(file), windowing, progress);
    MessageDigest digest = Sha256.newDigest();
    try (Counted bytes = new Counted(new DigestInputStream(Files.newInputStream(file), digest));
        TableReader reader =
            TableReader.open(file, bytes, run.format.encoding(), run.format.separator());
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(to), 1 << 16))) {
      run.rows(reader, bytes, out);
      run.end(HexFormat.of().formatHex(digest.digest())).writeEnd(out);
    }
  }

  private void rows(TableReader reader, Counted bytes, OutputStream out)
      throws BadInputException, IOException {
    long size = Files.size(file);
    long reported = 0;
    int width = format.header().size();
    reader.next();
    ByteBuffer row =
        ByteBuffer.allocate(
                TableRows.rowBytes(roles.values().length, roles.time() >= 0, labels.size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    while (reader.next()) {
      if (reader.count() != width) {
        throw reader.problem(
            "has "
                + reader.count()
                + (reader.count() == 1 ? " cell" : " cells")
                + ", the header names "
                + width
                + " columns (cells are separated by "
                + format.separatorName()
                + ")");
      }
      row(reader, row.clear());
      out.write(row.array());
      rows++;
      if (bytes.count - reported > REPORTED || reported == 0) {
        reported = bytes.count;
        progress.checkCancelled();
        progress.report("read megabytes of " + file.getFileName(), bytes.count >> 20, size >> 20);
      }
    }
    if (rows == 0) {
      throw new BadInputException(file + " has a line of column names, but no rows below it.");
    }
  }

  private void row(TableReader reader, ByteBuffer row) throws BadInputException {
    recording(reader);
    for (int column : roles.values()) {
      row.putFloat((float) number(reader, column));
    }
    if (roles.time() >= 0) {
      row.putFloat((float) timeDelta(reader));
    }
    for (int i = 0; i < labels.size(); i++) {
      LabelColumn.Cell cell = labels.get(i).take(reader.cell(roles.labels()[i]), reader.line());
      row.putInt(cell.text()).putDouble(cell.number());
    }
  }

  private void recording(TableReader reader) throws BadInputException {
    if (roles.recording() < 0) {
      if (rows == 0) {
        stretches.add(0, 0);
      }
      return;
    }
    String name = reader.cell(roles.recording());
    if (name.equals(current)) {
      return;
    }
    if (name.isEmpty() || name.length() > LONGEST_RECORDING_NAME) {
      throw problem(reader, roles.recording(), "says of no recording; every row needs one");
    }
    Integer known = recordings.get(name);
    if (known == null) {
      if (recordings.size() == MOST_RECORDINGS) {
        throw problem(
            reader,
            roles.recording(),
            "begins one more than "
                + MOST_RECORDINGS
                + " recordings; choose the column that changes from recording to recording");
      }
      known = recordings.size();
      recordings.put(name, known);
    } else if (!cameBack) {
      cameBack = true;
      remarks.add(
          "Recording '"
              + Cells.cut(name)
              + "' comes back in line "
              + reader.line()
              + "; no window reaches from one of its parts into the next.");
    }
    if (stretches.count == MOST_STRETCHES) {
      throw problem(reader, roles.recording(), "changes too often; sort the rows by recording");
    }
    stretches.add(rows, known);
    time.begin();
    current = name;
  }

  private double number(TableReader reader, int column) throws BadInputException {
    String cell = reader.cell(column);
    try {
      double number = Cells.number(cell, format.decimalComma());
      if (Double.isNaN(number)) {
        if (missing++ == 0) {
          firstMissing = reader.line();
          firstMissingColumn = format.header().get(column);
        }
      }
      return number;
    } catch (NumberFormatException e) {
      String hint =
          Cells.hasDecimalComma(cell) != Cells.hasDecimalPoint(cell)
              ? "; other numbers of this table have a decimal "
                  + (format.decimalComma() ? "comma" : "point")
              : "; correct it, or use the column as a label or not at all";
      throw problem(reader, column, "is '" + Cells.cut(cell) + "', expected a number" + hint);
    }
  }

  private double timeDelta(TableReader reader) throws BadInputException {
    String cell = reader.cell(roles.time());
    double delta;
    try {
      delta = time.next(cell);
    } catch (NumberFormatException e) {
      throw problem(
          reader, roles.time(), "is '" + Cells.cut(cell) + "', expected " + time.expected());
    }
    if (delta < 0) {
      throw problem(
          reader,
          roles.time(),
          "goes back in time to '"
              + Cells.cut(cell)
              + "'; sort the rows by time"
              + (roles.recording() < 0 ? ", or name the column that tells recordings apart" : ""));
    }
    return delta;
  }

  private BadInputException problem(TableReader reader, int column, String sentence) {
    return new BadInputException(
        file
            + ": line "
            + reader.line()
            + ", column '"
            + Cells.cut(format.header().get(column))
            + "' "
            + sentence
            + ".");
  }

  private TableRows end(String sha256) throws BadInputException {
    List<Label> kinds = new ArrayList<>();
    for (LabelColumn label : labels) {
      kinds.add(label.label(file));
    }
    if (format.separator() != ',' || format.decimalComma()) {
      remarks.add(
          0,
          "Cells are separated by "
              + format.separatorName()
              + (format.decimalComma() ? ", numbers have a decimal comma." : "."));
    }
    if (format.header().get(0).isEmpty()) {
      remarks.add("The first column, which has no name, is taken for row numbers and not read.");
    }
    if (missing > 0) {
      remarks.add(
          missing
              + (missing == 1 ? " value is" : " values are")
              + " missing, first in line "
              + firstMissing
              + ", column '"
              + Cells.cut(firstMissingColumn)
              + "'; windows that hold a gap are left out where a method needs every value.");
    }
    return new TableRows(
        sha256,
        rows,
        roles.values().length,
        windowing.time() != null,
        kinds,
        List.copyOf(recordings.keySet()),
        stretches.begins(),
        stretches.owners(),
        remarks);
  }

  /** Where recordings begin. */
  private static final class Stretches {
    private long[] begins = new long[16];
    private int[] owners = new int[16];
    private int count;

    void add(long begin, int owner) {
      if (count == begins.length) {
        begins = Arrays.copyOf(begins, 2 * count);
        owners = Arrays.copyOf(owners, 2 * count);
      }
      begins[count] = begin;
      owners[count++] = owner;
    }

    long[] begins() {
      return Arrays.copyOf(begins, count);
    }

    int[] owners() {
      return Arrays.copyOf(owners, count);
    }
  }

  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int got = super.read();
      count += got < 0 ? 0 : 1;
      return got;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int got = super.read(bytes, from, length);
      count += Math.max(0, got);
      return got;
    }
  }
}
