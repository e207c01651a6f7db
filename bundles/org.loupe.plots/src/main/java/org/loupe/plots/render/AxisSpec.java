package org.loupe.plots.render;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.ValueAxis.Form;

/**
 * One axis of a drawing before it has pixels.
 *
 * @param title shown along it
 * @param index what it counts, or null where it measures
 * @param form what its units are to the values it measures
 * @param full everything there is, in the axis' units
 * @param shown the part that is drawn
 * @param zoomable whether another part may be chosen
 * @param labelled whether anything is written beside it
 */
record AxisSpec(
    String title,
    @Nullable IndexAxis index,
    Form form,
    Range full,
    Range shown,
    boolean zoomable,
    boolean labelled) {

  static AxisSpec counting(IndexAxis axis, @Nullable Range zoom) {
    Range full = new Range(0, Math.max(1, axis.size()));
    return new AxisSpec(axis.title(), axis, Form.LINEAR, full, part(full, zoom), true, true);
  }

  /** An axis of values that always shows all of them. */
  static AxisSpec measuring(ValueAxis axis, Range range) {
    return new AxisSpec(axis.title(), null, axis.form(), range, range, false, true);
  }

  /** An axis of values of which a part may be shown. */
  static AxisSpec zoomable(ValueAxis axis, Range full, @Nullable Range zoom) {
    return new AxisSpec(axis.title(), null, axis.form(), full, part(full, zoom), true, true);
  }

  /** An axis that nothing is written beside. */
  static AxisSpec hidden(Range full, @Nullable Range zoom) {
    return new AxisSpec("", null, Form.LINEAR, full, part(full, zoom), true, false);
  }

  /** The same axis of which always everything is shown. */
  AxisSpec fixed() {
    return new AxisSpec(title, index, form, full, full, false, labelled);
  }

  private static Range part(Range full, @Nullable Range zoom) {
    return zoom == null ? full : zoom.within(full);
  }

  /** The same axis of rows that are scrolled: a part of them is shown at first. */
  AxisSpec scrolling(double most, boolean first) {
    Range part = first && full.span() > most ? new Range(0, most) : shown;
    return new AxisSpec("", index, form, full, part, true, false);
  }

  /** Whether turning the wheel goes along the axis. */
  boolean scrolls() {
    return index != null && !labelled && zoomable;
  }

  /** The axis over pixels. */
  Span over(double start, double end) {
    return new Span(shown, start, end, form);
  }

  /** Whether two axes carry the same labels at the same pixels, so that one may stand for both. */
  boolean sameAs(AxisSpec other) {
    if (!title.equals(other.title)
        || form != other.form
        || labelled != other.labelled
        || !shown.equals(other.shown)) {
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
