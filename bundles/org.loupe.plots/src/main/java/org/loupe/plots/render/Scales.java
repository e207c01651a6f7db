package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;

/**
 * What is found out by looking at every value of some panels once: value ranges, and smaller copies
 * of large heat maps. Keep it while the panels stay the same, and make it away from a UI thread.
 */
public final class Scales {
  private final List<Extent> extents;
  private final Map<float[], Pyramid> pyramids;
  private final boolean shared;

  private Scales(List<Extent> extents, Map<float[], Pyramid> pyramids, boolean shared) {
    this.extents = extents;
    this.pyramids = pyramids;
    this.shared = shared;
  }

  /**
   * The scales of panels.
   *
   * @param panels any number, with or without figures
   * @param shared whether figures of the same id and the same values get the range that holds them
   *     all
   */
  public static Scales of(List<Panel> panels, boolean shared) {
    List<Extent> extents = new ArrayList<>();
    Map<float[], Pyramid> pyramids = new IdentityHashMap<>();
    for (Panel panel : panels) {
      Figure figure = panel.figure();
      extents.add(figure == null ? Extent.NONE : ValueRange.of(figure.plot()));
      if (figure != null) {
        maps(figure.plot())
            .filter(Pyramid::pays)
            .forEach(map -> pyramids.computeIfAbsent(map.values(), values -> Pyramid.of(map)));
      }
    }
    if (shared) {
      share(panels, extents);
    }
    return new Scales(List.copyOf(extents), pyramids, shared);
  }

  /** Number of panels they were made for. */
  public int panels() {
    return extents.size();
  }

  /** Whether figures of the same id have the same ranges. */
  public boolean shared() {
    return shared;
  }

  Extent extent(int panel) {
    return extents.get(panel);
  }

  /** Smaller copies of a map, or null where none were worth making. */
  @Nullable Pyramid pyramid(HeatMap map) {
    Pyramid pyramid = pyramids.get(map.values());
    return pyramid != null && pyramid.isOf(map) ? pyramid : null;
  }

  private static Stream<HeatMap> maps(Plot plot) {
    if (plot instanceof HeatMap map) {
      return Stream.of(map);
    } else if (plot instanceof Matrix matrix) {
      return Stream.of(matrix.cells());
    } else if (plot instanceof SmallMultiples multiples) {
      return multiples.plots().stream().flatMap(Scales::maps);
    }
    return Stream.empty();
  }

  private static void share(List<Panel> panels, List<Extent> extents) {
    Map<String, Extent> all = new HashMap<>();
    for (int i = 0; i < panels.size(); i++) {
      Figure figure = panels.get(i).figure();
      // A plot without anything to draw has no say in how the others are drawn.
      if (figure != null && !extents.get(i).nothing()) {
        all.merge(key(figure), extents.get(i), Extent::union);
      }
    }
    for (int i = 0; i < panels.size(); i++) {
      Figure figure = panels.get(i).figure();
      Extent own = extents.get(i);
      if (figure != null) {
        extents.set(i, Objects.requireNonNull(all.getOrDefault(key(figure), own)).noting(own));
      }
    }
  }

  /** Values of another meaning, such as those of another variant of a method, are no comparison. */
  private static String key(Figure figure) {
    Plot plot = figure.plot();
    return plot.getClass().getSimpleName() + ' ' + figure.id() + ' ' + values(plot);
  }

  /** What the shared scale measures; plots without one share by their id alone. */
  private static Object values(Plot plot) {
    if (plot instanceof HeatMap map) {
      return map.value();
    } else if (plot instanceof Matrix matrix) {
      return matrix.cells().value();
    } else if (plot instanceof BarChart bars) {
      return bars.value();
    } else if (plot instanceof LineChart lines) {
      return lines.y();
    } else if (plot instanceof Histogram histogram) {
      return histogram.x();
    }
    return "";
  }
}
