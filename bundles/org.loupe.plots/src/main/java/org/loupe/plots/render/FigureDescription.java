package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;
import org.loupe.plots.NodeLinkGraph;
import org.loupe.plots.Plot;
import org.loupe.plots.PointColors;
import org.loupe.plots.ReliabilityDiagram;
import org.loupe.plots.Scatter;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Statements;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.Trajectories;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

/** Figures in words, for those who do not see them. */
final class FigureDescription {
  private static final int ROWS_READ = 3;

  private FigureDescription() {}

  /** Title, kind, axes and the main numbers of a figure in a few sentences. */
  static String of(Figure figure) {
    return figure.title() + ". " + of(figure.plot());
  }

  private static String of(Plot plot) {
    if (plot instanceof HeatMap map) {
      return of("Heat map", map);
    } else if (plot instanceof Matrix matrix) {
      return of("Matrix", matrix.cells());
    } else if (plot instanceof BarChart bars) {
      return of("Bars", bars.value().title(), bars.categories(), bars.traces(), bars.annotations());
    } else if (plot instanceof LineChart lines) {
      return of("Lines", lines.y().title(), lines.x(), lines.traces(), lines.annotations());
    } else if (plot instanceof XYGraph graph) {
      return of(graph);
    } else if (plot instanceof Histogram histogram) {
      return of(histogram);
    } else if (plot instanceof Scatter scatter) {
      return of(scatter);
    } else if (plot instanceof Trajectories trajectories) {
      return String.format(
          Locale.ROOT,
          "%d trajectories over %s and %s, coloured by %s%s.",
          trajectories.paths().size(),
          trajectories.x().title(),
          trajectories.y().title(),
          trajectories.time().title(),
          trajectories.landmarks().isEmpty()
              ? ""
              : ", with "
                  + trajectories.landmarks().stream()
                      .map(each -> each.name() + " (" + each.kind() + ")")
                      .collect(Collectors.joining(", ")));
    } else if (plot instanceof ReliabilityDiagram diagram) {
      return String.format(
          Locale.ROOT,
          "Reliability of %s in %d bins of confidence: expected calibration error %s over %s"
              + " predictions.",
          diagram.title(),
          diagram.counts().length,
          Numbers.share(diagram.expectedError()),
          Numbers.count(LongStream.of(diagram.counts()).sum()));
    } else if (plot instanceof NodeLinkGraph graph) {
      return String.format(
          Locale.ROOT,
          "Graph of %d nodes in %d layers with %d links%s.",
          graph.nodes().size(),
          graph.layers().size(),
          graph.links().size(),
          graph.activity() == null ? "" : ", coloured by " + graph.activity().value().title());
    } else if (plot instanceof SmallMultiples multiples) {
      return of(multiples);
    }
    if (plot instanceof Statements statements) {
      return of(statements);
    }
    return of((Table) plot);
  }

  private static String of(String kind, HeatMap map) {
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
            "%s of %s: %d columns (%s) by %d rows (%s).",
            kind,
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
    return Numbers.value(map.values()[cell], map.value()) + " at " + column + ", " + row;
  }

  private static String of(
      String kind, String value, IndexAxis axis, List<Trace> traces, List<Annotation> annotations) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        kind + " of " + value + " over " + axis.size() + " places (" + axis.title() + ")");
    for (Trace trace : traces) {
      int greatest = greatest(trace.values());
      if (greatest >= 0) {
        sentences.add(
            whose(trace.name(), traces.size())
                + "greatest "
                + Numbers.value(trace.values()[greatest])
                + " at "
                + name(axis, greatest));
      }
    }
    annotations.forEach(annotation -> sentences.add(annotation.label()));
    return String.join(". ", sentences) + ".";
  }

  private static String of(XYGraph graph) {
    List<String> sentences = new ArrayList<>();
    sentences.add("Curves of " + graph.y().title() + " over " + graph.x().title());
    for (XYTrace trace : graph.traces()) {
      int greatest = greatest(trace.y());
      if (greatest >= 0) {
        sentences.add(
            whose(trace.name(), graph.traces().size())
                + "greatest "
                + Numbers.value(trace.y()[greatest], graph.y())
                + " at "
                + (graph.x().title() + " ").stripLeading()
                + Numbers.value(trace.x()[greatest], graph.x()));
      }
    }
    graph.annotations().forEach(annotation -> sentences.add(annotation.label()));
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

  private static String of(Scatter scatter) {
    String colored = "";
    if (scatter.colors() instanceof PointColors.Categories categories) {
      int[] counts = new int[categories.names().size()];
      for (int category : categories.category()) {
        if (category >= 0) {
          counts[category]++;
        }
      }
      List<String> words = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        words.add(categories.names().get(i) + " " + Numbers.count(counts[i]));
      }
      colored = ", coloured by " + categories.title() + " (" + String.join(", ", words) + ")";
    } else if (scatter.colors() instanceof PointColors.Values values) {
      colored = ", coloured by " + values.axis().title();
    }
    return String.format(
        Locale.ROOT,
        "%s points (%s) over %s and %s%s.",
        Numbers.count(scatter.points().size()),
        scatter.points().title(),
        scatter.x().title(),
        scatter.y().title(),
        colored);
  }

  private static String of(SmallMultiples multiples) {
    String grid =
        String.format(
            Locale.ROOT,
            "Grid of %d rows (%s) by %d columns (%s).",
            multiples.rows().size(),
            multiples.rows().title(),
            multiples.columns().size(),
            multiples.columns().title());
    return multiples.plots().isEmpty()
        ? grid
        : grid + " The first of them: " + of(multiples.plots().get(0));
  }

  private static String of(Statements statements) {
    return statements.statements().stream()
        .map(each -> each.label() + ": " + each.text())
        .collect(Collectors.joining(" "));
  }

  private static String of(Table table) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Table of "
            + Numbers.count(table.rows().size())
            + " rows: "
            + table.columns().stream().map(Table.Column::title).collect(Collectors.joining(", ")));
    for (int row = 0; row < Math.min(ROWS_READ, table.rows().size()); row++) {
      int at = row;
      sentences.add(
          table.rows().name(row)
              + ": "
              + table.columns().stream()
                  .map(column -> column.words().get(at))
                  .collect(Collectors.joining(", ")));
    }
    return String.join(". ", sentences) + ".";
  }

  private static String whose(String name, int traces) {
    return name.isEmpty() || traces == 1 ? "" : name + ": ";
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
