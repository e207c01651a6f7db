package org.loupe.analysis;

import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/**
 * A few numbers of every window, from which means and intervals of all or of some are made. They
 * are what grows with a dataset of any size, so room for them is asked for first.
 *
 * @param values row-major [windows, columns]; shared, not copied
 * @param columns numbers per window
 */
public record PerWindow(float[] values, int columns) {
  /** The most bytes that these may take together: a quarter of the heap, never more than 1 GiB. */
  private static final long BOUND = Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);

  /** Zeros. */
  public static PerWindow of(int windows, int columns) {
    return new PerWindow(new float[Math.multiplyExact(windows, columns)], columns);
  }

  /**
   * Asked before anything is allocated.
   *
   * @param columns numbers per window in all
   * @throws BadInputException if they would not fit the memory
   */
  public static void requireRoom(int windows, long columns) throws BadInputException {
    long most = BOUND / 4 / Math.max(1, columns);
    if (windows > most) {
      throw new BadInputException(
          String.format(
              "What is kept of %d windows is %d numbers each, %d MiB in all, more than the %d MiB allowed here; choose at most %d windows, for example --windows random:%d.",
              windows, columns, 4 * columns * windows >> 20, BOUND >> 20, most, most));
    }
  }

  /**
   * Means over all windows.
   *
   * @param resampling what they belong to
   */
  public Bootstrap.Means means(Resampling resampling, long seed, Progress progress) {
    return Bootstrap.means(values, columns, resampling, seed, progress);
  }

  /**
   * Means over some windows.
   *
   * @param places of the windows
   * @param resampling what these belong to
   */
  public Bootstrap.Means means(int[] places, Resampling resampling, long seed, Progress progress) {
    return Bootstrap.means(some(places), columns, resampling, seed, progress);
  }

  /** The same of ratios of sums: numerators and denominators stand in columns by turns. */
  public Bootstrap.Means ratios(int[] places, Resampling resampling, long seed, Progress progress) {
    return Bootstrap.ratios(some(places), columns / 2, resampling, seed, progress);
  }

  private float[] some(int[] places) {
    float[] some = new float[places.length * columns];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(values, places[i] * columns, some, i * columns, columns);
    }
    return some;
  }

  /** How many windows there are. */
  public int windows() {
    return columns == 0 ? 0 : values.length / columns;
  }

  /** A number of a window. */
  public float at(int place, int column) {
    return values[place * columns + column];
  }

  /** Sets a number of a window. */
  public void put(int place, int column, double value) {
    values[place * columns + column] = (float) value;
  }
}
