package org.loupe.workbench.internal.analysis;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.render.Hit;
import org.loupe.plots.swt.SelectionMode;
import org.loupe.workbench.internal.core.SharedSelection;

/** What a click into a figure selects: the channel, or else what the figure counts. */
final class SelectionClicks {
  private final SharedSelection selection;
  private @Nullable Click last;

  private record Click(String figure, Dimension dimension, int position) {}

  SelectionClicks(SharedSelection selection) {
    this.selection = selection;
  }

  /** Takes a click into a figure. */
  void click(Hit hit, SelectionMode mode, @Nullable Figure figure) {
    Optional<Hit.Coordinate> coordinate = selectable(hit);
    if (coordinate.isEmpty()) {
      return;
    }
    Dimension dimension = coordinate.get().dimension();
    int position = coordinate.get().position();
    Click click = new Click(hit.figure(), dimension, position);
    switch (mode) {
      case REPLACE -> selection.replace(dimension, position);
      case TOGGLE -> selection.toggle(dimension, position);
      case EXTEND -> extend(click, figure);
    }
    last = click;
  }

  /** Takes what a box or a lasso encloses; values are nothing that is selected. */
  void enclose(Map<Dimension, int[]> enclosed, SelectionMode mode) {
    Map<Dimension, int[]> selectable = new EnumMap<>(Dimension.class);
    selectable.putAll(enclosed);
    selectable.remove(Dimension.VALUE);
    selection.enclose(selectable, mode != SelectionMode.REPLACE);
    last = null;
  }

  private static Optional<Hit.Coordinate> selectable(Hit hit) {
    Optional<Hit.Coordinate> channel =
        hit.coordinates().stream().filter(c -> c.dimension() == Dimension.CHANNEL).findFirst();
    if (channel.isEmpty() && OutputClicks.isOutput(hit)) {
      // Where an output is pointed at, its step is what other views have too.
      return OutputClicks.step(hit);
    }
    return channel.isPresent()
        ? channel
        : hit.coordinates().stream().filter(c -> c.dimension() != Dimension.VALUE).findFirst();
  }

  /** Selects the places between two clicks as the axis orders them, which may be sorted. */
  private void extend(Click click, @Nullable Figure figure) {
    Click from = last;
    if (from == null
        || figure == null
        || from.dimension() != click.dimension()
        || !from.figure().equals(click.figure())) {
      selection.replace(click.dimension(), click.position());
      return;
    }
    Set<Integer> positions = new TreeSet<>(selection.selection().get().of(click.dimension()));
    for (IndexAxis axis : figure.plot().counted()) {
      if (axis.dimension() == click.dimension()) {
        int a = place(axis, from.position());
        int b = place(axis, click.position());
        for (int i = Math.min(a, b); i >= 0 && i <= Math.max(a, b); i++) {
          positions.add(axis.positions()[i]);
        }
      }
    }
    selection.selection().update(old -> old.with(click.dimension(), positions));
  }

  private static int place(IndexAxis axis, int position) {
    for (int i = 0; i < axis.size(); i++) {
      if (axis.positions()[i] == position) {
        return i;
      }
    }
    return -1;
  }
}
