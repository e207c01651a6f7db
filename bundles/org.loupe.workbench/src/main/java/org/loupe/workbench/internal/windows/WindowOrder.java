package org.loupe.workbench.internal.windows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.loupe.workbench.internal.core.WindowFacts;

/**
 * In which order windows stand in the table: that of the dataset, or by a column. Windows of the
 * same value keep the dataset's order; those without a value come last.
 *
 * @param column its title; empty for the dataset's order
 * @param descending from the largest value on
 */
public record WindowOrder(String column, boolean descending) {
  /** The dataset's. */
  public static final WindowOrder NONE = new WindowOrder("", false);

  /** After a click on a column: ascending, then descending, then the dataset's again. */
  public WindowOrder clicked(String title) {
    if (!title.equals(column)) {
      return new WindowOrder(title, false);
    }
    return descending ? NONE : new WindowOrder(title, true);
  }

  /**
   * Sorts windows; no work for the UI thread where they are many.
   *
   * @param windows ascending
   * @return them in this order; ascending where the column is not there any more
   */
  public int[] apply(int[] windows, WindowFacts facts) {
    if (column.equals(WindowFilter.WINDOW)) {
      return descending
          ? IntStream.range(0, windows.length).map(i -> windows[windows.length - 1 - i]).toArray()
          : windows;
    }
    for (WindowFacts.Column each : facts.columns()) {
      if (each.title().equals(column)) {
        IntToDoubleFunction number = each.number();
        return sorted(windows, number == null ? ranks(each, windows) : number);
      }
    }
    return windows;
  }

  private int[] sorted(int[] windows, IntToDoubleFunction number) {
    double[] keys = new double[windows.length];
    Integer[] places = new Integer[windows.length];
    for (int i = 0; i < windows.length; i++) {
      double key = number.applyAsDouble(windows[i]);
      keys[i] = Double.isNaN(key) ? Double.POSITIVE_INFINITY : descending ? -key : key;
      places[i] = i;
    }
    Arrays.sort(places, Comparator.comparingDouble(i -> keys[i]));
    return Arrays.stream(places).mapToInt(i -> windows[i]).toArray();
  }

  /** There are few different words in a column, of which each is compared once with the others. */
  private static IntToDoubleFunction ranks(WindowFacts.Column column, int[] windows) {
    Map<Integer, String> texts = new HashMap<>();
    Map<String, Double> ranks = new HashMap<>();
    for (int window : windows) {
      String text = column.text().apply(window);
      texts.put(window, text);
      ranks.put(text, Double.NaN);
    }
    List<String> words =
        ranks.keySet().stream()
            .filter(word -> !word.isEmpty())
            .sorted(
                Comparator.comparing(String::toString, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    for (int i = 0; i < words.size(); i++) {
      ranks.put(words.get(i), (double) i);
    }
    return window -> ranks.getOrDefault(texts.get(window), Double.NaN);
  }
}
