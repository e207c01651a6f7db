package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;

/** Figures in words, for those who do not see them. */
final class FigureDescription {
  private FigureDescription() {}

  /** Title, kind, axes and the main numbers of a figure in a few sentences. */
  static String of(Figure figure) {
    String text;
    if (figure.plot() instanceof HeatMap map) {
      text = of(map);
    } else if (figure.plot() instanceof BarChart bars) {
      text = of("Bars", bars.value().title(), bars.categories(), bars.traces(), bars.annotations());
    } else if (figure.plot() instanceof LineChart lines) {
      text = of("Lines", lines.y().title(), lines.x(), lines.traces(), lines.annotations());
    } else {
      text = of((Histogram) figure.plot());
    }
    return figure.title() + ". " + text;
  }

  private static String of(HeatMap map) {
    int least = -1;
    int greatest = -1;
    int missing = 0;
    float[] values = map.values();
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        missing++;
        continue;
      }
      least = least < 0 || values[i] < values[least] ? i : least;
      greatest = greatest < 0 || values[i] > values[greatest] ? i : greatest;
    }
    String text =
        String.format(
            Locale.ROOT,
            "Heat map of %s: %d columns (%s) by %d rows (%s).",
            map.value().title(),
            map.x().size(),
            map.x().title(),
            map.y().size(),
            map.y().title());
    if (greatest >= 0) {
      text += " Greatest " + cell(map, greatest) + ", least " + cell(map, least) + ".";
    }
    return missing == 0 ? text : text + " " + missing + " values are missing.";
  }

  private static String cell(HeatMap map, int cell) {
    String column = name(map.x(), cell % map.x().size());
    String row = name(map.y(), cell / map.x().size());
    return Numbers.value(map.values()[cell]) + " at " + column + ", " + row;
  }

  private static String of(
      String kind, String value, IndexAxis axis, List<Trace> traces, List<Annotation> annotations) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        kind + " of " + value + " over " + axis.size() + " places (" + axis.title() + ")");
    for (Trace trace : traces) {
      int greatest = greatest(trace.values());
      if (greatest >= 0) {
        String of = trace.name().isEmpty() || traces.size() == 1 ? "" : trace.name() + ": ";
        sentences.add(
            of
                + "greatest "
                + Numbers.value(trace.values()[greatest])
                + " at "
                + name(axis, greatest));
      }
    }
    annotations.forEach(annotation -> sentences.add(annotation.label()));
    return String.join(". ", sentences) + ".";
  }

  private static String of(Histogram histogram) {
    double[] edges = histogram.edges();
    String text =
        String.format(
            Locale.ROOT,
            "Distribution of %s in %d bins from %s to %s.",
            histogram.x().title(),
            edges.length - 1,
            Numbers.value(edges[0]),
            Numbers.value(edges[edges.length - 1]));
    String lines =
        histogram.annotations().stream().map(Annotation::label).collect(Collectors.joining(", "));
    return lines.isEmpty() ? text : text + " " + lines + ".";
  }

  private static int greatest(double[] values) {
    int greatest = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i]) && (greatest < 0 || values[i] > values[greatest])) {
        greatest = i;
      }
    }
    return greatest;
  }

  private static String name(IndexAxis axis, int place) {
    return (axis.title() + " " + axis.name(place)).strip();
  }
}
