package org.loupe.project.internal.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.project.Windowing;
import org.loupe.project.Windowing.ColumnArray;
import org.loupe.project.internal.data.FileBytes;
import org.loupe.project.internal.data.Sha256;
import org.loupe.project.internal.data.WantedPart;

/**
 * Windows of a table whose rows were converted. Every window is read at its place when it is asked
 * for; nothing but where recordings begin is kept in memory.
 */
public final class TableDataset implements Dataset {
  private final String name;
  private final Path converted;
  private final TableRows rows;
  private final Places places;
  private final String sha256;
  private final Map<String, Field> fields;
  private final Map<String, ArrayInfo> arrays;
  private final List<String> remarks;
  private final Map<String, List<String>> channels = new LinkedHashMap<>();

  /** What an array is made of. */
  private sealed interface Field {}

  /** Some of a row's values: [N,T,last], flat [N,T]. */
  private record Values(int offset, int last, boolean isFlat, ElementType type) implements Field {}

  /** The time since the row before. */
  private record TimeDeltas() implements Field {}

  /** A label of the last row, or of each. */
  private record LabelOf(int place, Label label, boolean isEachStep) implements Field {}

  /** The recording's number. */
  private record RecordingOf() implements Field {}

  private final int length;

  private TableDataset(
      String name,
      Path table,
      Path converted,
      TableRows rows,
      ColumnRoles roles,
      Windowing windowing)
      throws BadInputException {
    this.name = name;
    this.converted = converted;
    this.rows = rows;
    this.length = windowing.length();
    this.places = new Places(rows, windowing.length(), windowing.stride());
    if (places.count() == 0 || places.count() > Integer.MAX_VALUE - 8) {
      throw new BadInputException(
          table
              + " has "
              + rows.rows()
              + " rows, which are "
              + places.count()
              + " windows of "
              + length
              + " rows; choose a "
              + (places.count() == 0 ? "shorter window." : "larger stride.")
              + places.remarks(length).stream().map(" "::concat).collect(Collectors.joining()));
    }
    this.sha256 = Sha256.of(rows.sha256(), Sha256.ofText(windowing.toString()));
    this.fields = fields(rows, roles, windowing);
    Map<String, ArrayInfo> infos = new LinkedHashMap<>();
    fields.forEach((array, field) -> infos.put(array, new ArrayInfo(type(field), shape(field))));
    this.arrays = Collections.unmodifiableMap(infos);
    roles
        .arrays()
        .forEach(
            (array, columns) -> {
              if (!columns.isFlat()) {
                channels.put(array, columns.columns());
              }
            });
    List<String> told = new ArrayList<>(rows.remarks());
    told.addAll(places.remarks(length));
    this.remarks = List.copyOf(told);
  }

  /**
   * Converts a table's rows.
   *
   * @param windowing which columns are read; length and stride do not matter
   * @param to written anew
   * @throws BadInputException if something in the table is wrong, with line and column
   * @throws IOException if a file cannot be read or written
   * @throws java.util.concurrent.CancellationException if the progress was cancelled
   */
  public static void convert(Path table, Windowing windowing, Path to, Progress progress)
      throws BadInputException, IOException {
    TableImport.run(table, windowing, to, progress);
  }

  /**
   * Opens a table.
   *
   * @param name shown to people
   * @param table the CSV
   * @param converted its rows as {@link #convert} writes them
   * @throws BadInputException if it has no windows of that length
   * @throws BadInputException also if what was converted is damaged
   */
  public static TableDataset open(String name, Path table, Path converted, Windowing windowing)
      throws BadInputException {
    ColumnRoles roles = ColumnRoles.of(table, TableFormat.detect(table).header(), windowing);
    try {
      TableRows rows = TableRows.read(converted);
      return new TableDataset(name, table, converted, rows, roles, windowing);
    } catch (IOException e) {
      throw new BadInputException(
          "What "
              + table
              + " was converted to, "
              + converted
              + ", is damaged ("
              + e.getMessage()
              + "); delete that file, it is made again.",
          e);
    }
  }

  private static Map<String, Field> fields(TableRows rows, ColumnRoles roles, Windowing windowing) {
    Map<String, Field> fields = new LinkedHashMap<>();
    int offset = 0;
    for (Map.Entry<String, ColumnArray> entry : roles.arrays().entrySet()) {
      ColumnArray array = entry.getValue();
      int last = array.columns().size();
      fields.put(entry.getKey(), new Values(offset, last, array.isFlat(), array.type()));
      offset += 4 * last;
    }
    if (windowing.time() != null) {
      fields.put(Windowing.TIME_DELTAS, new TimeDeltas());
    }
    for (int i = 0; i < rows.labels().size(); i++) {
      Label label = rows.labels().get(i);
      fields.put(label.name(), new LabelOf(i, label, false));
      fields.put(label.name() + Windowing.EACH_STEP, new LabelOf(i, label, true));
    }
    if (windowing.recording() != null) {
      fields.put(Windowing.RECORDING, new RecordingOf());
    }
    return fields;
  }

  private static ElementType type(Field field) {
    if (field instanceof Values values) {
      return values.type();
    } else if (field instanceof LabelOf label) {
      return label.label().kind() == Label.Kind.NUMBERS ? ElementType.FLOAT32 : ElementType.INT64;
    }
    return field instanceof TimeDeltas ? ElementType.FLOAT32 : ElementType.INT64;
  }

  private int[] shape(Field field) {
    int windows = size();
    if (field instanceof Values values) {
      return values.isFlat()
          ? new int[] {windows, length}
          : new int[] {windows, length, values.last()};
    }
    boolean steps = field instanceof TimeDeltas || field instanceof LabelOf of && of.isEachStep();
    return steps ? new int[] {windows, length} : new int[] {windows};
  }

  @Override
  public String name() {
    return name;
  }

  /** Of the table's bytes and of how they become windows. */
  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public int size() {
    return (int) places.count();
  }

  @Override
  public Map<String, ArrayInfo> arrays() {
    return arrays;
  }

  @Override
  public List<String> remarks() {
    return remarks;
  }

  /** Names of the columns of arrays that have channels, by array. */
  public Map<String, List<String>> channels() {
    return channels;
  }

  /** Names of the classes of labels that are texts, by array. */
  public Map<String, List<String>> classes() {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    for (Label label : rows.labels()) {
      if (label.kind() == Label.Kind.CLASSES) {
        classes.put(label.name(), label.classes());
        classes.put(label.name() + Windowing.EACH_STEP, label.classes());
      }
    }
    if (!rows.recordings().isEmpty() && rows.recordings().size() <= LabelColumn.MOST_CLASSES) {
      classes.put(Windowing.RECORDING, rows.recordings());
    }
    return classes;
  }

  @Override
  public Tensor read(ArrayReference reference, int[] windows) throws BadInputException {
    Field field = fields.get(reference.array());
    if (field == null) {
      throw WantedPart.missing(this, reference);
    }
    int[] shape = arrays.get(reference.array()).shape();
    if (shape.length == 1 && reference.isSliced()) {
      throw new BadInputException(
          "Array '"
              + reference.array()
              + "' of dataset '"
              + name
              + "' has one number per window, which cannot be sliced.");
    }
    WantedPart part = WantedPart.of(shape, reference, windows.length);
    int elements = Tensor.elements(part.axes());
    if (type(field).isFloatingPoint()) {
      float[] values = new float[elements];
      fill(field, windows, part.from(), part.to(), (i, number) -> values[i] = (float) number);
      return new FloatTensor(part.axes(), values);
    }
    long[] values = new long[elements];
    fill(field, windows, part.from(), part.to(), (i, number) -> values[i] = (long) number);
    return new LongTensor(part.axes(), ElementType.INT64, values);
  }

  @FunctionalInterface
  private interface Into {
    void put(int position, double number);
  }

  private void fill(Field field, int[] windows, int from, int to, Into into)
      throws BadInputException {
    if (field instanceof RecordingOf) {
      IntStream.range(0, windows.length).forEach(i -> into.put(i, places.recording(windows[i])));
      return;
    }
    boolean isFlat = !(field instanceof Values values) || values.isFlat();
    boolean isLast = field instanceof LabelOf label && !label.isEachStep();
    int firstStep = isLast ? length - 1 : isFlat ? from : 0;
    int endStep = isLast ? length : isFlat ? to : length;
    int firstOfRow = isFlat ? 0 : from;
    int endOfRow = isFlat ? 1 : to;
    int position = 0;
    try (FileBytes in = FileBytes.open(converted)) {
      for (int window : windows) {
        long row = places.row(window);
        for (int step = firstStep; step < endStep; step++) {
          ByteBuffer bytes = in.at((row + step) * rows.rowBytes(), rows.rowBytes());
          for (int i = firstOfRow; i < endOfRow; i++) {
            into.put(position++, number(field, bytes, i));
          }
        }
      }
    } catch (IOException e) {
      throw new BadInputException(
          "Dataset '"
              + name
              + "' cannot be read: its converted rows "
              + converted
              + ": "
              + e.getMessage()
              + "; open the dataset again.",
          e);
    }
  }

  private double number(Field field, ByteBuffer row, int index) {
    if (field instanceof Values values) {
      return row.getFloat(values.offset() + 4 * index);
    } else if (field instanceof LabelOf of) {
      int at = rows.labelOffset(of.place());
      return of.label().kind() == Label.Kind.CLASSES
          ? of.label().ranks()[row.getInt(at)]
          : row.getDouble(at + 4);
    }
    return row.getFloat(rows.timeOffset());
  }
}
