package org.loupe.plots;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grid of small plots with the same scales: thumbnails of attention by layer and attention head,
 * one curve per prediction head. They are zoomed together.
 *
 * @param columns what the grid's columns are
 * @param rows what the grid's rows are
 * @param plots row-major [rows,columns], all of one kind and none of them a grid
 */
public record SmallMultiples(IndexAxis columns, IndexAxis rows, List<Plot> plots) implements Plot {
  /** Copies the list and checks number and kind. */
  public SmallMultiples {
    plots = List.copyOf(plots);
    if (plots.size() != Math.multiplyExact(columns.size(), rows.size())) {
      throw new IllegalArgumentException(
          String.format(
              "%d plots for %d rows of %d columns", plots.size(), rows.size(), columns.size()));
    }
    for (Plot plot : plots) {
      if (plot.getClass() != plots.get(0).getClass() || plot instanceof SmallMultiples) {
        throw new IllegalArgumentException(
            "a "
                + plot.getClass().getSimpleName()
                + " in a grid of "
                + plots.get(0).getClass().getSimpleName());
      }
    }
  }

  /** The plot of a place. */
  public Plot at(int row, int column) {
    return plots.get(row * columns.size() + column);
  }

  @Override
  public List<IndexAxis> counted() {
    List<IndexAxis> counted = new ArrayList<>(List.of(columns, rows));
    if (!plots.isEmpty()) {
      counted.addAll(plots.get(0).counted());
    }
    return counted;
  }

  /** What the plots inside count, as zooming acts on them. */
  @Override
  public @Nullable IndexAxis countedX() {
    return plots.isEmpty() ? null : plots.get(0).countedX();
  }

  /** What the plots inside count, as zooming acts on them. */
  @Override
  public @Nullable IndexAxis countedY() {
    return plots.isEmpty() ? null : plots.get(0).countedY();
  }
}
