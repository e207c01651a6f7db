package org.loupe.method.states.internal;

import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.analysis.Selection;
import org.loupe.model.Dimension;

/**
 * Which windows and which step of a result are drawn.
 *
 * @param places of the windows that are drawn: those selected that are kept, else all kept; shared,
 *     not copied
 * @param selected whether they were selected
 * @param step the selected one, else where the state moves furthest to
 * @param chosen whether that step was selected
 * @param time whether paths are coloured by time, else by step
 */
record Shown(int[] places, boolean selected, int step, boolean chosen, boolean time) {

  static Shown of(StatesResult result, Selection selection, boolean time) {
    int[] kept = result.parts().kept().finite();
    int[] numbers = result.provenance().windows();
    Set<Integer> wanted = selection.of(Dimension.WINDOW);
    int[] picked = IntStream.of(kept).filter(place -> wanted.contains(numbers[place])).toArray();
    int steps = result.parts().steps();
    int step = selection.of(Dimension.TIME).stream().filter(t -> t < steps).findFirst().orElse(-1);
    return new Shown(
        picked.length == 0 ? kept : picked,
        picked.length > 0,
        step >= 0 ? step : furthest(result),
        step >= 0,
        time);
  }

  private static int furthest(StatesResult result) {
    double[] movement = result.summary().movement().mean();
    return IntStream.range(0, movement.length)
        .boxed()
        .max((a, b) -> Double.compare(movement[a], movement[b]))
        .map(t -> t + 1)
        .orElse(0);
  }

  /** Whether it is one window, of which the numbers are then. */
  boolean isOne() {
    return places.length == 1;
  }

  /** Whether the numbers are of all windows, not of some selected ones. */
  boolean isAll() {
    return !selected;
  }

  /** Of what it is: 'window 394', or '3 selected windows', or what all are called. */
  String describe(StatesResult result) {
    if (isOne()) {
      return "window " + result.provenance().windows()[places[0]];
    }
    return selected
        ? places.length + " selected windows"
        : result.summary().resampling().describeWindows(result.provenance().windows());
  }
}
