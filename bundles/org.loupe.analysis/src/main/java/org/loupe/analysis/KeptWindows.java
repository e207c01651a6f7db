package org.loupe.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;

/**
 * The windows of which a result keeps what is too large to be kept of very many, such as a map: all
 * of them, or evenly spaced ones. Which ones follows from the two numbers alone, so that an array
 * [K,…] of a result of N windows needs nothing else to be placed.
 *
 * @param windows N, of the result
 * @param count K, of those that are kept, from 1 to N
 */
public record KeptWindows(int windows, int count) {
  /** The name of the array that says which windows arrays [K,…] are of; there where K is not N. */
  public static final String ARRAY = "kept_windows";

  /** Checks that there are as many windows as are kept. */
  public KeptWindows {
    if (count < 0 || count > windows || count == 0 && windows > 0) {
      throw new IllegalArgumentException(count + " kept of " + windows + " windows");
    }
  }

  /**
   * As many windows as there is room for, one at least.
   *
   * @param each numbers of a window
   * @param most numbers in all
   */
  public static KeptWindows of(int windows, long each, long most) {
    return new KeptWindows(windows, (int) Math.min(windows, Math.max(1, most / Math.max(1, each))));
  }

  /** Whether none is left out. */
  public boolean isAll() {
    return count == windows;
  }

  /**
   * The place among all windows.
   *
   * @param index among those that are kept
   */
  public int place(int index) {
    return (int) ((long) index * windows / count);
  }

  /** The places of all that are kept, ascending. */
  public int[] places() {
    return IntStream.range(0, count).map(this::place).toArray();
  }

  /**
   * Where a window stands among those that are kept.
   *
   * @param place among all windows
   * @return −1 if it is not kept
   */
  public int index(int place) {
    int index = (int) (((long) place * count + windows - 1) / windows);
    return index < count && place(index) == place ? index : -1;
  }

  /**
   * The array {@value #ARRAY}, [K].
   *
   * @param numbers of all windows in the dataset
   */
  public FloatTensor numbers(int[] numbers) {
    float[] kept = new float[count];
    for (int i = 0; i < count; i++) {
      kept[i] = numbers[place(i)];
    }
    return FloatTensor.of(kept, Axis.of(Dimension.WINDOW, count));
  }

  /**
   * Says that not all are kept; empty if they are.
   *
   * @param what is kept, in the plural: 'attributions'
   * @param figure id of the figure that shows it
   */
  public Optional<Finding> finding(String what, String figure) {
    if (isAll()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.caution(
            "kept",
            String.format(
                "The %s of %d of %d windows, evenly spaced, are kept one by one; everything else is of all of them.",
                what, count, windows),
            List.of((double) count, (double) windows),
            "said whenever there are too many windows to keep all of it",
            figure));
  }
}
