package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.Annotation;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/**
 * The colours of one panel's traces: a single trace of a compared checkpoint wears that
 * checkpoint's colour.
 *
 * @param theme of the scene
 * @param chip of the panel, or null
 */
record Palette(Theme theme, @Nullable Chip chip) {
  /** The colour of one of a plot's traces, its own if it has one. */
  int color(List<Trace> traces, int place) {
    return color(traces.get(place).color(), place, traces.size());
  }

  /**
   * The same for traces of any kind.
   *
   * @param own the trace's place in the theme's palette, or {@link Trace#BY_PLACE}
   */
  int color(int own, int trace, int traces) {
    return own == Trace.BY_PLACE ? color(trace, traces) : color(own);
  }

  private int color(int trace, int traces) {
    return traces == 1 && chip != null ? theme.color(chip.color()) : color(trace);
  }

  /** A colour of its own for each of some twenty; further ones repeat them. */
  int color(int index) {
    return theme.color(index);
  }

  /** The colour of data that are all alike. */
  int single() {
    return color(0, 1);
  }

  /** Traces where there are several, then reference lines. */
  List<LegendEntry> legend(List<Trace> traces, List<Annotation> annotations) {
    List<LegendEntry> entries = new ArrayList<>();
    for (int i = 0; i < traces.size() && traces.size() > 1; i++) {
      entries.add(LegendEntry.swatch(traces.get(i).name(), color(traces, i)));
    }
    entries.addAll(lines(annotations));
    return entries;
  }

  /** Reference lines. */
  List<LegendEntry> lines(List<Annotation> annotations) {
    List<LegendEntry> entries = new ArrayList<>();
    for (Annotation annotation : annotations) {
      entries.add(new LegendEntry(annotation.label(), theme.reference(), LegendEntry.Sign.LINE));
    }
    return entries;
  }

  /** The values of all traces at one place in words. */
  static String values(List<Trace> traces, int place, ValueAxis axis) {
    List<String> words = new ArrayList<>();
    for (Trace trace : traces) {
      String value = Numbers.value(trace.values()[place], axis);
      if (trace.hasIntervals() && !Double.isNaN(trace.low()[place])) {
        value +=
            " ("
                + Numbers.value(trace.low()[place])
                + " to "
                + Numbers.value(trace.high()[place])
                + ")";
      }
      words.add(traces.size() == 1 ? value : (trace.name() + " " + value).strip());
    }
    return String.join(", ", words);
  }
}
