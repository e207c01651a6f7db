package org.loupe.plots.render;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.ValueAxis;

/**
 * One axis of a drawing before it has pixels.
 *
 * @param title shown along it
 * @param index what it counts, or null where it measures
 * @param full everything there is
 * @param shown the part that is drawn
 * @param zoomable whether another part may be chosen
 */
record AxisSpec(
    String title, @Nullable IndexAxis index, Range full, Range shown, boolean zoomable) {

  static AxisSpec counting(IndexAxis axis, @Nullable Range zoom) {
    return zoomable(axis.title(), axis, new Range(0, Math.max(1, axis.size())), zoom);
  }

  static AxisSpec measuring(ValueAxis axis, Range range) {
    return new AxisSpec(axis.title(), null, range, range, false);
  }

  static AxisSpec binned(ValueAxis axis, Range range, @Nullable Range zoom) {
    return zoomable(axis.title(), null, range, zoom);
  }

  private static AxisSpec zoomable(
      String title, @Nullable IndexAxis index, Range full, @Nullable Range zoom) {
    return new AxisSpec(title, index, full, zoom == null ? full : zoom.within(full), true);
  }

  /** Whether two axes carry the same labels at the same pixels, so that one may stand for both. */
  boolean sameAs(AxisSpec other) {
    if (!title.equals(other.title) || !shown.equals(other.shown)) {
      return false;
    }
    if (index == null || other.index == null) {
      return index == other.index;
    }
    return Arrays.equals(index.positions(), other.index.positions())
        && index.names().equals(other.index.names());
  }

  /** The place under a value of the axis, held inside what is shown. */
  int place(double value) {
    int least = (int) Math.floor(shown.from());
    int most = (int) Math.ceil(shown.to()) - 1;
    return Math.max(least, Math.min(most, (int) Math.floor(value)));
  }
}
