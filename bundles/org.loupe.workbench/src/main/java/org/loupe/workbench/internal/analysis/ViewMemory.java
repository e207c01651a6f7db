package org.loupe.workbench.internal.analysis;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ViewState;
import org.loupe.plots.render.Range;
import org.loupe.plots.render.Zoom;

/** Display choices in a part's persisted state: text by key. */
final class ViewMemory {
  private static final String OPTION = "option.";
  private static final String ZOOM = "zoom.";
  private static final String ENLARGED = "enlarged";
  private static final String FINDINGS = "findings";
  private static final String HIDDEN = "hidden";
  private static final String ARRANGEMENT = "arrangement";

  private final Map<String, String> state;

  /** Reads and writes this map. */
  ViewMemory(Map<String, String> state) {
    this.state = state;
  }

  ViewState viewState() {
    Map<String, String> choices = new HashMap<>();
    state.forEach(
        (key, value) -> {
          if (key.startsWith(OPTION)) {
            choices.put(key.substring(OPTION.length()), value);
          }
        });
    return new ViewState(choices);
  }

  void save(ViewState viewState) {
    viewState.choices().forEach((name, choice) -> state.put(OPTION + name, choice));
  }

  /** Id of the figure that fills the view; empty if none does. */
  String enlarged() {
    return state.getOrDefault(ENLARGED, "");
  }

  void saveEnlarged(String figure) {
    state.put(ENLARGED, figure);
  }

  /** Whether findings are shown; they are until people hide them. */
  boolean findings() {
    return !HIDDEN.equals(state.get(FINDINGS));
  }

  void saveFindings(boolean shown) {
    state.put(FINDINGS, shown ? "shown" : HIDDEN);
  }

  /** How this view compares; empty where nothing was chosen. */
  String arrangement() {
    return state.getOrDefault(ARRANGEMENT, "");
  }

  void saveArrangement(String choice) {
    state.put(ARRANGEMENT, choice);
  }

  Zoom zoom(String figure) {
    String[] parts = state.getOrDefault(ZOOM + figure, "").split(" ", -1);
    return parts.length == 2 ? new Zoom(range(parts[0]), range(parts[1])) : Zoom.NONE;
  }

  void saveZoom(String figure, Zoom zoom) {
    state.put(ZOOM + figure, text(zoom.x()) + " " + text(zoom.y()));
  }

  private static String text(@Nullable Range range) {
    return range == null ? "-" : String.format(Locale.ROOT, "%s:%s", range.from(), range.to());
  }

  /** What an older version or a hand wrote is no zoom. */
  private static @Nullable Range range(String text) {
    String[] ends = text.split(":", -1);
    try {
      double low = Double.parseDouble(ends[0]);
      double high = Double.parseDouble(ends[ends.length - 1]);
      return ends.length == 2 && low < high && Double.isFinite(high - low)
          ? new Range(low, high)
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
