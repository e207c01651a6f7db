package org.loupe.project.internal.record;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/**
 * The long arrays of a record that is being read, in the order in which they were written. No more
 * is allocated than the file holds, since no part of it is read twice.
 */
final class NumbersIn implements AutoCloseable {
  /** Says how long the next array of its kind is. */
  static final String LENGTH = "length";

  /** Says how many arrays of that length follow each other. */
  static final String ROWS = "rows";

  /** Says which of the arrays before it is, counted from 0 over all kinds. */
  static final String SAME = "same";

  /** Names an array that the result keeps for other programs. */
  static final String STORED = "stored";

  private static final int CHUNK = 1 << 16;

  private final ZipArchive zip;
  private final StoredArrays stored;
  private final Map<NumberKind, Run> runs = new EnumMap<>(NumberKind.class);
  private final List<Object> seen = new ArrayList<>();
  private final Map<String, float[]> known = new HashMap<>();
  private final byte[] chunk = new byte[CHUNK];

  /** All arrays of a kind behind each other. */
  private static final class Run {
    private final InputStream in;
    private long left;

    Run(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }
  }

  private NumbersIn(ZipArchive zip, StoredArrays stored) {
    this.zip = zip;
    this.stored = stored;
  }

  /**
   * Opens a file of arrays.
   *
   * @throws BadInputException if it is none
   */
  static NumbersIn open(Path file, StoredArrays stored) throws BadInputException {
    return new NumbersIn(ZipArchive.open(file), stored);
  }

  /** The array that stands for an object in the JSON. */
  Object read(NumberKind kind, JsonPlace place) throws BadInputException {
    JsonObject node = place.object();
    if (node.optional(STORED).isPresent() && kind == NumberKind.FLOATS) {
      String name = node.required(STORED).text();
      float[] values = known.get(name);
      if (values == null) {
        values = stored.read(name);
        known.put(name, values);
      }
      return values;
    } else if (node.optional(SAME).isPresent()) {
      return same(kind.array(0).getClass(), node.required(SAME), kind);
    }
    JsonPlace length = node.required(LENGTH);
    requireLeft(kind, length, length.integer(0, Integer.MAX_VALUE));
    Object array = next(kind, (int) length.integer());
    seen.add(array);
    return array;
  }

  /** The array of arrays that stands for an object in the JSON. */
  Object readRows(NumberKind kind, JsonPlace place) throws BadInputException {
    JsonObject node = place.object();
    Class<?> type = kind.array(0).getClass();
    if (node.optional(SAME).isPresent()) {
      return same(type.arrayType(), node.required(SAME), kind);
    }
    JsonPlace count = node.required(ROWS);
    int length = node.required(LENGTH).integer(1, Integer.MAX_VALUE);
    requireLeft(kind, count, count.integer(0, Integer.MAX_VALUE) * (long) length);
    Object[] rows = (Object[]) Array.newInstance(type, (int) count.integer());
    for (int i = 0; i < rows.length; i++) {
      rows[i] = next(kind, length);
    }
    seen.add(rows);
    return rows;
  }

  private Object same(Class<?> type, JsonPlace number, NumberKind kind) throws BadInputException {
    Object array = seen.isEmpty() ? number : seen.get(number.integer(0, seen.size() - 1));
    if (array.getClass() != type) {
      throw number.problem("is no array of " + kind.type().key() + " that stands before it");
    }
    return array;
  }

  /** Before anything is allocated of what a file says. */
  private void requireLeft(NumberKind kind, JsonPlace said, long elements)
      throws BadInputException {
    long left = run(kind).left;
    if (elements > left) {
      throw said.problem(
          (elements == said.integer() ? "is " + elements : "asks for " + elements + " elements")
              + ", but "
              + what(kind)
              + " has no more than "
              + left
              + " elements left");
    }
  }

  private Object next(NumberKind kind, int elements) throws BadInputException {
    int bytes = kind.type().bytes();
    try {
      Run run = run(kind);
      Object array = kind.array(elements);
      ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
      for (int first = 0; first < elements; first += CHUNK / bytes) {
        int count = Math.min(CHUNK / bytes, elements - first);
        if (run.in.readNBytes(chunk, 0, count * bytes) < count * bytes) {
          throw new BadInputException(what(kind) + " ends early; compute the result again.");
        }
        kind.get(buffer, array, first, count);
      }
      run.left -= elements;
      return array;
    } catch (IOException e) {
      throw new BadInputException(what(kind) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Run run(NumberKind kind) throws BadInputException {
    Run run = runs.get(kind);
    if (run == null) {
      run = begin(kind);
      runs.put(kind, run);
    }
    return run;
  }

  private Run begin(NumberKind kind) throws BadInputException {
    ZipArchive.Entry entry = zip.entries().get(kind.type().key() + ".npy");
    if (entry == null) {
      throw new BadInputException(what(kind) + " is missing; compute the result again.");
    }
    InputStream in = new BufferedInputStream(zip.stream(entry), CHUNK);
    NpyHeader header = NpyHeader.read(in, what(kind));
    if (header.elementType() != kind.type()
        || header.shape().length != 1
        || header.dataOffset() + header.dataSize() != entry.size()) {
      throw new BadInputException(
          what(kind) + " is no array that Loupe wrote; compute the result again.");
    }
    return new Run(in, header.shape()[0]);
  }

  private String what(NumberKind kind) {
    return zip.file() + ": array '" + kind.type().key() + "'";
  }

  /**
   * Ends the reading.
   *
   * @throws BadInputException if numbers were left
   */
  void done() throws BadInputException {
    for (Map.Entry<NumberKind, Run> run : runs.entrySet()) {
      if (run.getValue().left > 0) {
        throw new BadInputException(
            what(run.getKey())
                + " has "
                + run.getValue().left
                + " elements that belong to nothing; compute the result again.");
      }
    }
  }

  @Override
  public void close() throws BadInputException {
    zip.close();
  }
}
