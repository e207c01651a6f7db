package org.loupe.method.states.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.KeptWindows;

/**
 * The windows whose states are kept to be drawn: all, or of very many an evenly spaced sample.
 *
 * @param places of the windows among the chosen ones, ascending; shared, not copied
 * @param windows one per place; null where a window's states are not finite
 */
record Kept(int[] places, @Nullable StateWindow[] windows) {
  /** Numbers that are kept, states and input together. */
  private static final long MOST = 1L << 22;

  /** Of no window yet. */
  static Kept of(int windows, int steps, int units, int channels) {
    long each = (long) steps * (units + channels);
    int[] places = KeptWindows.of(windows, each, MOST).places();
    return new Kept(places, new StateWindow[places.length]);
  }

  /** Keeps the window if it is one of the sample. */
  void add(StateWindow window) {
    int at = Arrays.binarySearch(places, window.place());
    if (at >= 0) {
      windows[at] = window;
    }
  }

  /** Places of the kept windows whose states are finite. */
  int[] finite() {
    return IntStream.range(0, places.length)
        .filter(i -> windows[i] != null)
        .map(i -> places[i])
        .toArray();
  }

  /** The kept window of a place, or null if it is not kept or not finite. */
  @Nullable StateWindow at(int place) {
    int at = Arrays.binarySearch(places, place);
    return at < 0 ? null : windows[at];
  }
}
