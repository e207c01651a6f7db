package org.loupe.workbench.internal.core;

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

  /** Selects nothing. */
  public void clear() {
    selection.set(Selection.NONE);
  }
}
