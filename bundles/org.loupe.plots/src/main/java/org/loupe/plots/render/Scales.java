package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.LineChart;
import org.loupe.plots.Plot;
import org.loupe.plots.ValueAxis;

/**
 * The value ranges of panels. Finding them looks at every value once; keep them while the panels
 * stay the same.
 *
 * @param values per panel: the range of colours, of the bars' lengths or of the lines' heights
 * @param bins per panel: the range of the binned axis of a histogram; 0 to 1 elsewhere
 * @param shared whether figures of the same id and the same values have the same ranges
 */
public record Scales(List<Range> values, List<Range> bins, boolean shared) {
  private static final Range UNIT = new Range(0, 1);

  /** Copies the lists. */
  public Scales {
    values = List.copyOf(values);
    bins = List.copyOf(bins);
    if (values.size() != bins.size()) {
      throw new IllegalArgumentException(
          values.size() + " value ranges, but " + bins.size() + " bin ranges");
    }
  }

  /**
   * The ranges of panels.
   *
   * @param panels any number, with or without figures
   * @param shared whether figures of the same id and the same values get the range that holds them
   *     all
   */
  public static Scales of(List<Panel> panels, boolean shared) {
    List<Range> values = new ArrayList<>();
    List<Range> bins = new ArrayList<>();
    for (Panel panel : panels) {
      Figure figure = panel.figure();
      values.add(figure == null ? UNIT : ValueRange.of(figure.plot()));
      bins.add(
          figure != null && figure.plot() instanceof Histogram histogram
              ? ValueRange.bins(histogram)
              : UNIT);
    }
    if (shared) {
      share(panels, values);
      share(panels, bins);
    }
    return new Scales(values, bins, shared);
  }

  private static void share(List<Panel> panels, List<Range> ranges) {
    Map<String, Range> all = new HashMap<>();
    for (int i = 0; i < panels.size(); i++) {
      Figure figure = panels.get(i).figure();
      if (figure != null) {
        all.merge(key(figure), ranges.get(i), Range::union);
      }
    }
    for (int i = 0; i < panels.size(); i++) {
      Figure figure = panels.get(i).figure();
      if (figure != null) {
        ranges.set(i, all.getOrDefault(key(figure), ranges.get(i)));
      }
    }
  }

  /** Values of another meaning, such as those of another variant of a method, are no comparison. */
  private static String key(Figure figure) {
    Plot plot = figure.plot();
    return plot.getClass().getSimpleName() + ' ' + figure.id() + ' ' + values(plot);
  }

  private static ValueAxis values(Plot plot) {
    if (plot instanceof HeatMap map) {
      return map.value();
    } else if (plot instanceof BarChart bars) {
      return bars.value();
    } else if (plot instanceof LineChart lines) {
      return lines.y();
    }
    return ((Histogram) plot).x();
  }
}
