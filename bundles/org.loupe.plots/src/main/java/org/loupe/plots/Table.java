package org.loupe.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows and columns of words and numbers.
 *
 * @param rows what each row is of; selecting a row selects it everywhere
 * @param columns beside each other, after the rows' names
 */
public record Table(IndexAxis rows, List<Column> columns) implements Plot {

  /**
   * One column.
   *
   * @param title its head
   * @param words one per row
   * @param bars lengths of bars behind the words, one per row, or empty; NaN has none; shared, not
   *     copied
   * @param right whether words end at the right, as numbers do
   */
  public record Column(String title, List<String> words, double[] bars, boolean right) {
    private static final double[] NONE = {};

    /** Copies the words and checks the bars. */
    public Column {
      words = List.copyOf(words);
      if (bars.length > 0 && bars.length != words.size()) {
        throw new IllegalArgumentException(
            bars.length + " bars for " + words.size() + " rows of column '" + title + "'");
      }
    }

    /** A column of words. */
    public static Column of(String title, List<String> words) {
      return new Column(title, words, NONE, false);
    }

    /** A column of numbers with a fixed number of decimals; NaN is '—'. */
    public static Column of(String title, double[] values, int decimals) {
      List<String> words = new ArrayList<>();
      for (double value : values) {
        words.add(
            Double.isFinite(value)
                ? String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−')
                : "—");
      }
      return new Column(title, words, NONE, true);
    }

    /** The same column with bars behind the words. */
    public Column withBars(double[] lengths) {
      return new Column(title, words, lengths, right);
    }
  }

  /** Copies the list and checks that columns fill the rows. */
  public Table {
    columns = List.copyOf(columns);
    for (Column column : columns) {
      if (column.words().size() != rows.size()) {
        throw new IllegalArgumentException(
            column.words().size()
                + " words of column '"
                + column.title()
                + "' for "
                + rows.size()
                + " rows");
      }
    }
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of(rows);
  }

  @Override
  public @Nullable IndexAxis countedY() {
    return rows;
  }
}
