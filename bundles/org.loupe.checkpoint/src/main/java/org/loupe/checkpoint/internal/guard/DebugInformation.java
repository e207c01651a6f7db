package org.loupe.checkpoint.internal.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.pickle.PickleException;

/**
 * Checks what says where each piece of code came from. Libtorch reads it to tell where something
 * failed, and takes the numbers of texts in it unchecked.
 *
 * <p>Rows are {@code (offset, range, tag)}, in older files {@code (offset, tag, range)} or {@code
 * (offset, range)}; a range is {@code (source, start, end)}, a source {@code (text, file, line)}.
 * Since PyTorch 1.11 the rows follow a table of texts; text and file are then numbers of its texts.
 */
final class DebugInformation {
  private static final String WITH_TABLE = "FORMAT_WITH_STRING_TABLE";

  private final List<?> table;

  private DebugInformation(List<?> table) {
    this.table = table;
  }

  /**
   * Checks the pickled value.
   *
   * @throws PickleException if it is anything else
   */
  static void check(@Nullable Object value) throws PickleException {
    List<?> root = list(value);
    if (root.isEmpty() || !WITH_TABLE.equals(root.get(0))) {
      new DebugInformation(List.of()).checkRows(root);
      return;
    }
    require(root.size() == 3);
    List<?> table = list(root.get(1));
    require(table.stream().allMatch(String.class::isInstance));
    new DebugInformation(table).checkRows(list(root.get(2)));
  }

  private void checkRows(List<?> rows) throws PickleException {
    for (Object row : rows) {
      List<?> values = list(row);
      require(values.size() == 2 || values.size() == 3);
      integer(values.get(0));
      boolean rangeLast = values.size() == 2 || values.get(2) instanceof List;
      checkRange(list(values.get(rangeLast ? values.size() - 1 : 1)));
      if (values.size() == 3) {
        integer(values.get(rangeLast ? 1 : 2));
      }
    }
  }

  private void checkRange(List<?> range) throws PickleException {
    require(range.size() == 3);
    long length = sourceLength(list(range.get(0)));
    long start = integer(range.get(1));
    long end = integer(range.get(2));
    // torch writes the range from 0 to 1 of an empty text for code that came from nowhere
    require(0 <= start && start <= end && end <= Math.max(1, length));
  }

  /** The number of characters of a source, at most as many as it has bytes. */
  private long sourceLength(List<?> source) throws PickleException {
    require(source.size() == 3);
    require(integer(source.get(2)) >= 0);
    if (source.get(0) instanceof String text) {
      require(source.get(1) == null || source.get(1) instanceof String);
      return 4L * text.length();
    }
    text(source.get(1));
    long length = 0;
    for (Object number : list(source.get(0))) {
      length += 4L * text(number).length();
    }
    return length;
  }

  private String text(@Nullable Object number) throws PickleException {
    long index = integer(number);
    require(0 <= index && index < table.size());
    return (String) table.get((int) index);
  }

  private static List<?> list(@Nullable Object value) throws PickleException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw unreadable();
  }

  private static long integer(@Nullable Object value) throws PickleException {
    if (value instanceof Long number) {
      return number;
    }
    throw unreadable();
  }

  private static void require(boolean condition) throws PickleException {
    if (!condition) {
      throw unreadable();
    }
  }

  private static PickleException unreadable() {
    return new PickleException("places in source code that do not fit each other");
  }
}
