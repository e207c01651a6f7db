package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.Windows;
import org.loupe.project.WindowTable;

/**
 * What is known of every window of a dataset: its recording, its labels, and what a checkpoint said
 * of it once that was computed.
 *
 * @param dataset the dataset
 * @param table of all its windows, or empty while nothing but their numbers is known
 * @param told what checkpoints said
 */
public record WindowFacts(Dataset dataset, Optional<WindowTable> table, Told told) {

  /** Before anything was computed. */
  public WindowFacts(Dataset dataset, Optional<WindowTable> table) {
    this(dataset, table, Told.nothing());
  }

  /** The same with what checkpoints said. */
  WindowFacts with(Told now) {
    return new WindowFacts(dataset, table, now);
  }

  /**
   * A column of the table.
   *
   * @param title the label's name
   * @param text the value of a window in words; empty where unknown
   * @param number the value of a window, NaN where unknown; null of columns that hold words
   * @param sequence how several words are shown; null of columns that hold one value per window
   */
  public record Column(
      String title,
      IntFunction<String> text,
      @Nullable IntToDoubleFunction number,
      @Nullable Sequence sequence) {

    /** One value per window. */
    public Column(String title, IntFunction<String> text, @Nullable IntToDoubleFunction number) {
      this(title, text, number, null);
    }

    /** What a cell has room for. */
    public String cell(int window) {
      return sequence == null ? text.apply(window) : sequence.excerpt(window);
    }
  }

  /** Several words per window, more than a cell has room for. */
  public interface Sequence {
    /** Some words with the first mistake among them, which is marked. */
    String excerpt(int window);

    /** All words, with all mistakes marked; empty where nothing is known. */
    String details(int window);
  }

  /** Nothing but the numbers of the windows. */
  public static WindowFacts none(Dataset dataset) {
    return new WindowFacts(dataset, Optional.empty());
  }

  /**
   * Reads recordings and labels. Not on a UI thread.
   *
   * @throws BadInputException if they do not fit the dataset
   */
  public static WindowFacts read(Dataset dataset, ModelCard card) throws BadInputException {
    return new WindowFacts(dataset, Optional.of(WindowTable.of(Windows.all(dataset), card)));
  }

  /** The recording, where known and no label names it, the labels, then what was predicted. */
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    table.ifPresent(
        all -> {
          long[] recordings = all.clusters();
          if (recordings != null && !all.labels().containsKey("recording")) {
            columns.add(
                new Column(
                    "recording",
                    window -> Long.toString(recordings[window]),
                    window -> recordings[window]));
          }
          all.labels().forEach((title, names) -> columns.add(new Column(title, names::get, null)));
        });
    columns.addAll(told.columns());
    return List.copyOf(columns);
  }

  /** Which windows a word of a filter selects, by word. */
  public Map<String, IntPredicate> flags() {
    return told.flags();
  }

  /**
   * What a figure is of, with its recordings: '586 windows, 15 recordings', 'window 394'. Counts
   * them, which of very many windows takes a while: not on a UI thread.
   */
  public static String describe(Optional<WindowFacts> facts, Windows windows) {
    long[] recordings =
        facts
            .filter(known -> known.dataset() == windows.dataset())
            .flatMap(WindowFacts::table)
            .map(WindowTable::clusters)
            .orElse(null);
    if (windows.size() == 1 || recordings == null) {
      return windows.describe();
    }
    long count = IntStream.of(windows.numbers()).mapToLong(w -> recordings[w]).distinct().count();
    return windows.describe() + ", " + count + (count == 1 ? " recording" : " recordings");
  }
}
