package org.loupe.plots.render;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Plot;

/**
 * Translates zooms between what figures count: a stretch of time steps 10 to 20 is the same in
 * every figure that counts time. Only axes whose places follow each other as the positions do can
 * be linked; a sorted or chosen few of channels has no stretch.
 *
 * <p>Ranges by dimension are of positions: position i covers i to i + 1.
 */
public final class ZoomLinks {
  private ZoomLinks() {}

  /** The dimensions by which panels can be linked. */
  public static Set<Dimension> dimensions(List<Panel> panels) {
    Set<Dimension> dimensions = new TreeSet<>();
    plot(panels)
        .ifPresent(
            plot -> {
              linkable(plot.countedX()).ifPresent(axis -> dimensions.add(axis.dimension()));
              linkable(plot.countedY()).ifPresent(axis -> dimensions.add(axis.dimension()));
            });
    return dimensions;
  }

  /**
   * The stretches that a zoom of panels shows, of every dimension of which not everything is shown.
   * Where both axes count the same, the horizontal one speaks.
   */
  public static Map<Dimension, Range> ranges(List<Panel> panels, Zoom zoom) {
    Map<Dimension, Range> ranges = new EnumMap<>(Dimension.class);
    plot(panels)
        .ifPresent(
            plot -> {
              put(ranges, plot.countedY(), zoom.y());
              put(ranges, plot.countedX(), zoom.x());
            });
    return ranges;
  }

  /**
   * The zoom of panels after stretches have changed.
   *
   * @param shown the zoom until now
   * @param changed the dimensions that changed
   * @param ranges stretches by dimension; of a changed one that is missing, everything is shown
   */
  public static Zoom zoom(
      List<Panel> panels, Zoom shown, Set<Dimension> changed, Map<Dimension, Range> ranges) {
    return plot(panels)
        .map(
            plot ->
                new Zoom(
                    range(plot.countedX(), shown.x(), changed, ranges),
                    range(plot.countedY(), shown.y(), changed, ranges)))
        .orElse(shown);
  }

  private static @Nullable Range range(
      @Nullable IndexAxis counted,
      @Nullable Range shown,
      Set<Dimension> changed,
      Map<Dimension, Range> ranges) {
    IndexAxis axis = linkable(counted).orElse(null);
    if (axis == null || !changed.contains(axis.dimension())) {
      return shown;
    }
    Range range = ranges.get(axis.dimension());
    Range full = new Range(0, axis.size());
    if (range == null) {
      return null;
    }
    Range places = range.shifted(-axis.positions()[0]);
    double from = Math.max(full.from(), places.from());
    double to = Math.min(full.to(), places.to());
    // A stretch that this axis does not have leaves it as it is.
    return from >= to ? shown : from <= full.from() && to >= full.to() ? null : new Range(from, to);
  }

  private static void put(
      Map<Dimension, Range> ranges, @Nullable IndexAxis counted, @Nullable Range shown) {
    linkable(counted)
        .ifPresent(
            axis -> {
              if (shown != null) {
                ranges.put(axis.dimension(), shown.shifted(axis.positions()[0]));
              }
            });
  }

  private static Optional<IndexAxis> linkable(@Nullable IndexAxis axis) {
    if (axis == null || axis.size() == 0 || axis.dimension() == Dimension.VALUE) {
      return Optional.empty();
    }
    int[] positions = axis.positions();
    for (int i = 1; i < positions.length; i++) {
      if (positions[i] != positions[0] + i) {
        return Optional.empty();
      }
    }
    return Optional.of(axis);
  }

  private static Optional<Plot> plot(List<Panel> panels) {
    return panels.stream()
        .map(Panel::figure)
        .filter(Objects::nonNull)
        .map(Figure::plot)
        .findFirst();
  }
}
