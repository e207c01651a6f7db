package org.loupe.workbench.internal.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Panel;

/**
 * One plot of a grid of small multiples.
 *
 * @param column position on the axis of the grid's columns
 * @param row position on the axis of the grid's rows
 */
record Thumbnail(int column, int row) {

  /** The small plot that was hit; empty where the figure is no grid of several. */
  static Optional<Thumbnail> of(Hit hit, @Nullable Figure figure) {
    List<Hit.Coordinate> places = hit.coordinates();
    boolean grid =
        figure != null
            && figure.plot() instanceof SmallMultiples multiples
            && multiples.plots().size() > 1
            && places.size() > 1;
    return grid
        ? Optional.of(new Thumbnail(places.get(0).position(), places.get(1).position()))
        : Optional.empty();
  }

  /** The panels with this plot alone; empty if no panel has it. */
  Optional<List<Panel>> alone(List<Panel> panels) {
    List<Panel> alone = panels.stream().map(this::alone).toList();
    return alone.equals(panels) ? Optional.empty() : Optional.of(alone);
  }

  private Panel alone(Panel panel) {
    Figure figure = panel.figure();
    if (figure == null || !(figure.plot() instanceof SmallMultiples multiples)) {
      return panel;
    }
    int across = place(multiples.columns(), column);
    int down = place(multiples.rows(), row);
    if (across < 0 || down < 0) {
      return panel;
    }
    String where =
        Stream.of(name(multiples.rows(), down), name(multiples.columns(), across))
            .filter(name -> !name.isEmpty())
            .reduce((one, other) -> one + ", " + other)
            .orElse("");
    String title = where.isEmpty() ? figure.title() : where + " — " + figure.title();
    return new Panel(
        panel.chip(),
        panel.label(),
        new Figure(figure.id(), title, figure.caption(), multiples.at(down, across)),
        panel.note(),
        panel.progress());
  }

  private static int place(IndexAxis axis, int position) {
    for (int place = 0; place < axis.size(); place++) {
      if (axis.positions()[place] == position) {
        return place;
      }
    }
    return -1;
  }

  private static String name(IndexAxis axis, int place) {
    boolean unnamed = axis.dimension() == Dimension.VALUE && axis.name(place).isEmpty();
    return unnamed ? "" : (axis.title() + " " + axis.name(place)).strip();
  }
}
