package org.loupe.workbench.internal.windows;

import java.util.Arrays;

/**
 * Windows in the order of a table's rows, of which the table shows one page. The toolkit takes
 * seconds to make or to forget a million rows, and no longer than a blink for a page of them.
 */
final class RowPages {
  /** Rows of a page in the table of windows. */
  static final int ROWS = 100_000;

  private final int[] rows;
  private final int[] places;
  private final int length;
  private int page;

  /**
   * Shows the first page.
   *
   * @param rows windows, none twice
   * @param size number of windows of the dataset
   * @param length rows of a page, at least 1
   */
  RowPages(int[] rows, int size, int length) {
    this.rows = rows;
    this.length = length;
    this.places = new int[size];
    Arrays.fill(places, -1);
    for (int i = 0; i < rows.length; i++) {
      places[rows[i]] = i;
    }
  }

  /** All windows, in the order of rows. */
  int[] all() {
    return rows.clone();
  }

  /** Whether these are its windows, in this order. */
  boolean isOf(int[] windows) {
    return Arrays.equals(rows, windows);
  }

  /** Rows of the page that is shown. */
  int count() {
    return Math.min(length, rows.length - first());
  }

  /** The window in a row of the page; −1 where there is none. */
  int window(int row) {
    return row >= 0 && row < count() ? rows[first() + row] : -1;
  }

  /** The row of a window on the page; −1 where it is on another or on none. */
  int row(int window) {
    int row = place(window) - first();
    return row >= 0 && row < count() ? row : -1;
  }

  /** Rows of these windows on the page, in ascending order. */
  int[] rows(int[] windows) {
    return Arrays.stream(windows).map(this::row).filter(row -> row >= 0).sorted().toArray();
  }

  /**
   * Turns over.
   *
   * @param pages how many, backwards if negative; past an end is to the end
   * @return whether another page is shown now
   */
  boolean turn(int pages) {
    return show(page + pages);
  }

  /** Turns to the page with a window, if there is one; returns as {@link #turn}. */
  boolean turnTo(int window) {
    int place = place(window);
    return place >= 0 && show(place / length);
  }

  /** 'rows 100001–200000'; empty where one page holds all. */
  String describe() {
    return rows.length <= length ? "" : "rows " + (first() + 1) + "\u2013" + (first() + count());
  }

  /** Whether there are pages before the one that is shown. */
  boolean hasBefore() {
    return page > 0;
  }

  /** Whether there are pages after the one that is shown. */
  boolean hasAfter() {
    return first() + count() < rows.length;
  }

  private boolean show(int wanted) {
    int before = page;
    page = Math.max(0, Math.min(wanted, (rows.length - 1) / length));
    return page != before;
  }

  private int place(int window) {
    return window >= 0 && window < places.length ? places[window] : -1;
  }

  private int first() {
    return page * length;
  }
}
