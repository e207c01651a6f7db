package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.Annotation;
import org.loupe.plots.Trace;

/**
 * The colours of one panel's traces: a single trace of a compared checkpoint wears that
 * checkpoint's colour.
 *
 * @param theme of the scene
 * @param chip of the panel, or null
 */
record Palette(Theme theme, @Nullable Chip chip) {
  int color(int trace, int traces) {
    return theme.color(traces == 1 && chip != null ? chip.color() : trace);
  }

  /** Traces where there are several, then reference lines. */
  List<LegendEntry> legend(List<Trace> traces, List<Annotation> annotations) {
    List<LegendEntry> entries = new ArrayList<>();
    for (int i = 0; i < traces.size() && traces.size() > 1; i++) {
      entries.add(new LegendEntry(traces.get(i).name(), color(i, traces.size()), false));
    }
    for (Annotation annotation : annotations) {
      entries.add(new LegendEntry(annotation.label(), theme.reference(), true));
    }
    return entries;
  }

  /** The values of all traces at one place in words. */
  static String values(List<Trace> traces, int place) {
    List<String> words = new ArrayList<>();
    for (Trace trace : traces) {
      String value = Numbers.value(trace.values()[place]);
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
