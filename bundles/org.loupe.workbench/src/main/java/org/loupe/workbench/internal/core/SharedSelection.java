package org.loupe.workbench.internal.core;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.loupe.analysis.Selection;
import org.loupe.model.Dimension;

/** What is selected in all views. */
public final class SharedSelection {
  private final Observed<Selection> selection = new Observed<>(Selection.NONE);

  /** What is selected. */
  public Observed<Selection> selection() {
    return selection;
  }

  /** Selects only this position of the dimension. */
  public void replace(Dimension dimension, int position) {
    selection.update(old -> old.with(dimension, Set.of(position)));
  }

  /** Selects or leaves out this position of the dimension. */
  public void toggle(Dimension dimension, int position) {
    selection.update(
        old -> {
          Set<Integer> positions = new TreeSet<>(old.of(dimension));
          if (!positions.remove(position)) {
            positions.add(position);
          }
          return old.with(dimension, positions);
        });
  }

  /**
   * Selects what was enclosed.
   *
   * @param enclosed positions by dimension
   * @param added whether what was selected of these dimensions stays
   */
  public void enclose(Map<Dimension, int[]> enclosed, boolean added) {
    selection.update(
        old -> {
          Selection changed = old;
          for (Map.Entry<Dimension, int[]> entry : enclosed.entrySet()) {
            Dimension dimension = entry.getKey();
            changed =
                added
                    ? changed.adding(dimension, entry.getValue())
                    : changed.with(dimension, entry.getValue());
          }
          return changed;
        });
  }

  /** Selects nothing. */
  public void clear() {
    selection.set(Selection.NONE);
  }
}
