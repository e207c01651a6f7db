package org.loupe.method.temporal.internal;

import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Selection;
import org.loupe.model.Dimension;
import org.loupe.model.Progress;
import org.loupe.plots.Trace;

/**
 * The windows that figures are of: those selected, or all.
 *
 * @param places in the result
 * @param resampling what they belong to
 * @param words 'window 394', '586 windows, 15 recordings'
 * @param all whether they are all windows of the result
 * @param seed of the resamples
 */
record Shown(int[] places, Resampling resampling, String words, boolean all, long seed) {

  static Shown of(Provenance provenance, Resampling resampling, Selection selection) {
    int[] windows = provenance.windows();
    Set<Integer> selected = selection.of(Dimension.WINDOW);
    int[] places =
        IntStream.range(0, windows.length).filter(i -> selected.contains(windows[i])).toArray();
    if (places.length == 0 || places.length == windows.length) {
      return new Shown(
          IntStream.range(0, windows.length).toArray(),
          resampling,
          resampling.describeWindows(windows),
          true,
          provenance.seed());
    }
    Resampling some = resampling.subset(places);
    int[] numbers = IntStream.of(places).map(place -> windows[place]).toArray();
    return new Shown(places, some, some.describeWindows(numbers), false, provenance.seed());
  }

  /** Means of these windows. */
  Bootstrap.Means means(PerWindow values) {
    return values.means(places, resampling, seed, Progress.none());
  }

  /** Ratios of these windows. */
  Bootstrap.Means ratios(PerWindow values) {
    return values.ratios(places, resampling, seed, Progress.none());
  }

  /** Inside a sentence: '586 windows of 15 recordings'. */
  String phrase() {
    return Resampling.phrase(words);
  }

  /** Columns of means as a line or as bars, with their intervals where there are any. */
  static Trace trace(String name, Bootstrap.Means means, int[] columns) {
    Trace trace = Trace.of(name, IntStream.of(columns).mapToDouble(i -> means.mean()[i]).toArray());
    if (!means.hasIntervals()) {
      return trace;
    }
    double[] low = means.low();
    double[] high = means.high();
    return trace.within(
        IntStream.of(columns).mapToDouble(i -> low[i]).toArray(),
        IntStream.of(columns).mapToDouble(i -> high[i]).toArray());
  }

  /** All columns. */
  static Trace trace(String name, Bootstrap.Means means) {
    return trace(name, means, IntStream.range(0, means.mean().length).toArray());
  }
}
