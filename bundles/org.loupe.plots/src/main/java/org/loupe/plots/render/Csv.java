package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

/**
 * The data of figures as comma-separated values (RFC 4180, with line feeds): all of them, whatever
 * is shown, with all their digits; missing numbers are empty.
 */
public final class Csv {
  private final Consumer<List<String>> out;

  private Csv(Consumer<List<String>> out) {
    this.out = out;
  }

  /**
   * The data of panels, one below the other.
   *
   * @param panels of one kind of figure; where there are several, the first column names them
   */
  public static String of(List<Panel> panels) {
    StringBuilder text = new StringBuilder();
    rows(panels, cells -> write(cells, text));
    return text.toString();
  }

  /**
   * The same data row by row, the titles first; nothing if there are no data.
   *
   * @param panels as in {@link #of}
   * @param out takes the cells of each row, as they are, not quoted
   */
  public static void rows(List<Panel> panels, Consumer<List<String>> out) {
    Csv csv = new Csv(out);
    boolean several = panels.size() > 1;
    boolean headed = false;
    for (Panel panel : panels) {
      Figure figure = panel.figure();
      if (figure != null) {
        List<String> before = several ? List.of(panel.label()) : List.of();
        if (!headed) {
          csv.line(several ? List.of("checkpoint") : List.of(), head(figure.plot()));
          headed = true;
        }
        csv.rows(before, figure.plot());
      }
    }
  }

  private static List<String> head(Plot plot) {
    if (plot instanceof HeatMap map) {
      return cells(map.y().title(), names(map.x()));
    } else if (plot instanceof Matrix matrix) {
      return head(matrix.cells());
    } else if (plot instanceof BarChart bars) {
      return places(bars.categories(), bars.traces());
    } else if (plot instanceof LineChart lines) {
      return places(lines.x(), lines.traces());
    } else if (plot instanceof XYGraph graph) {
      return List.of("trace", graph.x().title(), graph.y().title(), "low", "high");
    } else if (plot instanceof Histogram histogram) {
      return cells(List.of("from", "to"), columns(histogram.traces()));
    } else if (plot instanceof Scatter scatter) {
      List<String> head =
          new ArrayList<>(
              List.of(
                  "position", scatter.points().title(), scatter.x().title(), scatter.y().title()));
      if (scatter.colors() instanceof PointColors.Categories categories) {
        head.add(categories.title());
      } else if (scatter.colors() instanceof PointColors.Values values) {
        head.add(values.axis().title());
      }
      if (!scatter.sizes().same()) {
        head.add(scatter.sizes().title());
      }
      return head;
    } else if (plot instanceof Trajectories paths) {
      return List.of(
          paths.of().title(),
          paths.steps().title(),
          paths.time().title(),
          paths.x().title(),
          paths.y().title());
    } else if (plot instanceof ReliabilityDiagram) {
      return List.of("from", "to", "count", "confidence", "accuracy", "low", "high");
    } else if (plot instanceof NodeLinkGraph graph) {
      List<String> head = List.of("from", "to", graph.weight().title());
      NodeLinkGraph.Activity activity = graph.activity();
      return activity == null ? head : cells(head, List.of(activity.value().title()));
    } else if (plot instanceof SmallMultiples multiples) {
      List<String> inner = multiples.plots().isEmpty() ? List.of() : head(multiples.plots().get(0));
      return cells(List.of(multiples.rows().title(), multiples.columns().title()), inner);
    }
    if (plot instanceof Statements) {
      return List.of("label", "text", "note");
    }
    Table table = (Table) plot;
    return cells(table.rows().title(), table.columns().stream().map(Table.Column::title).toList());
  }

  private void rows(List<String> before, Plot plot) {
    if (plot instanceof HeatMap map) {
      for (int row = 0; row < map.y().size(); row++) {
        List<String> cells = new ArrayList<>(List.of(map.y().name(row)));
        for (int column = 0; column < map.x().size(); column++) {
          cells.add(number(map.at(row, column)));
        }
        line(before, cells);
      }
    } else if (plot instanceof Matrix matrix) {
      rows(before, matrix.cells());
    } else if (plot instanceof BarChart bars) {
      places(before, bars.categories(), bars.traces());
    } else if (plot instanceof LineChart lines) {
      places(before, lines.x(), lines.traces());
    } else if (plot instanceof XYGraph graph) {
      graph.traces().forEach(trace -> rows(before, trace));
    } else if (plot instanceof Histogram histogram) {
      for (int bin = 0; bin + 1 < histogram.edges().length; bin++) {
        List<String> ends =
            List.of(number(histogram.edges()[bin]), number(histogram.edges()[bin + 1]));
        line(before, cells(ends, values(histogram.traces(), bin)));
      }
    } else if (plot instanceof Scatter scatter) {
      for (int point = 0; point < scatter.points().size(); point++) {
        line(before, row(scatter, point));
      }
    } else if (plot instanceof Trajectories paths) {
      for (int row = 0; row < paths.paths().size(); row++) {
        rows(before, paths, row);
      }
      for (Trajectories.Landmark each : paths.landmarks()) {
        line(before, List.of(each.name(), each.kind(), "", number(each.x()), number(each.y())));
      }
    } else if (plot instanceof ReliabilityDiagram diagram) {
      rows(before, diagram);
    } else if (plot instanceof NodeLinkGraph graph) {
      for (NodeLinkGraph.Link link : graph.links()) {
        String from = graph.nodes().name(link.from());
        List<String> cells = List.of(from, graph.nodes().name(link.to()), number(link.weight()));
        line(before, graph.activity() == null ? cells : cells(cells, List.of("")));
      }
      nodes(before, graph);
    } else if (plot instanceof SmallMultiples multiples) {
      for (int row = 0; row < multiples.rows().size(); row++) {
        for (int column = 0; column < multiples.columns().size(); column++) {
          List<String> where =
              List.of(multiples.rows().name(row), multiples.columns().name(column));
          rows(cells(before, where), multiples.at(row, column));
        }
      }
    } else if (plot instanceof Statements all) {
      all.statements().forEach(s -> line(before, List.of(s.label(), s.text(), s.note())));
    } else if (plot instanceof Table table) {
      for (int row = 0; row < table.rows().size(); row++) {
        int at = row;
        List<String> words = table.columns().stream().map(c -> c.words().get(at)).toList();
        line(before, cells(table.rows().name(row), words));
      }
    }
  }

  private void places(List<String> before, IndexAxis axis, List<Trace> traces) {
    for (int place = 0; place < axis.size(); place++) {
      List<String> where = List.of(Integer.toString(axis.positions()[place]), axis.name(place));
      line(before, cells(where, values(traces, place)));
    }
  }

  private void rows(List<String> before, XYTrace trace) {
    for (int i = 0; i < trace.x().length; i++) {
      line(
          before,
          List.of(
              trace.name(),
              number(trace.x()[i]),
              number(trace.y()[i]),
              trace.hasIntervals() ? number(trace.low()[i]) : "",
              trace.hasIntervals() ? number(trace.high()[i]) : ""));
    }
  }

  private void nodes(List<String> before, NodeLinkGraph graph) {
    NodeLinkGraph.Activity activity = graph.activity();
    for (int i = 0; activity != null && i < graph.nodes().size(); i++) {
      line(before, List.of(graph.nodes().name(i), "", "", number(activity.values()[i])));
    }
  }

  private void rows(List<String> before, Trajectories paths, int row) {
    Trajectories.Path path = paths.paths().get(row);
    for (int i = 0; i < path.x().length; i++) {
      line(
          before,
          List.of(
              paths.of().name(row),
              paths.steps().name(i),
              number(path.time()[i]),
              number(path.x()[i]),
              number(path.y()[i])));
    }
  }

  private void rows(List<String> before, ReliabilityDiagram diagram) {
    Trace accuracy = diagram.accuracy();
    for (int bin = 0; bin < diagram.counts().length; bin++) {
      line(
          before,
          List.of(
              number(diagram.edges()[bin]),
              number(diagram.edges()[bin + 1]),
              Long.toString(diagram.counts()[bin]),
              number(diagram.confidence()[bin]),
              number(accuracy.values()[bin]),
              accuracy.hasIntervals() ? number(accuracy.low()[bin]) : "",
              accuracy.hasIntervals() ? number(accuracy.high()[bin]) : ""));
    }
  }

  private static List<String> row(Scatter scatter, int point) {
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(scatter.points().positions()[point]));
    row.add(scatter.points().name(point));
    row.add(number(scatter.xs()[point]));
    row.add(number(scatter.ys()[point]));
    if (scatter.colors() instanceof PointColors.Categories categories) {
      int category = categories.category()[point];
      row.add(category < 0 ? "" : categories.names().get(category));
    } else if (scatter.colors() instanceof PointColors.Values values) {
      row.add(number(values.values()[point]));
    }
    if (!scatter.sizes().same()) {
      row.add(number(scatter.sizes().values()[point]));
    }
    return row;
  }

  private static List<String> places(IndexAxis axis, List<Trace> traces) {
    return cells(List.of("position", axis.title()), columns(traces));
  }

  private static List<String> columns(List<Trace> traces) {
    List<String> columns = new ArrayList<>();
    for (Trace trace : traces) {
      String name = trace.name().isEmpty() ? "value" : trace.name();
      columns.add(name);
      if (trace.hasIntervals()) {
        columns.add(name + " low");
        columns.add(name + " high");
      }
    }
    return columns;
  }

  private static List<String> values(List<Trace> traces, int place) {
    List<String> values = new ArrayList<>();
    for (Trace trace : traces) {
      values.add(number(trace.values()[place]));
      if (trace.hasIntervals()) {
        values.add(number(trace.low()[place]));
        values.add(number(trace.high()[place]));
      }
    }
    return values;
  }

  private static List<String> names(IndexAxis axis) {
    List<String> names = new ArrayList<>();
    for (int place = 0; place < axis.size(); place++) {
      names.add(axis.name(place));
    }
    return names;
  }

  private static List<String> cells(String first, List<String> others) {
    return cells(List.of(first), others);
  }

  private static List<String> cells(List<String> first, List<String> others) {
    return Stream.concat(first.stream(), others.stream()).toList();
  }

  private void line(List<String> before, List<String> cells) {
    out.accept(before.isEmpty() ? cells : cells(before, cells));
  }

  /** Appends a row of cells, quoted where they have to be. */
  public static void write(List<String> cells, StringBuilder text) {
    boolean first = true;
    for (String cell : cells) {
      text.append(first ? "" : ",").append(quoted(cell));
      first = false;
    }
    text.append('\n');
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static String number(float value) {
    return Float.isNaN(value) ? "" : Float.toString(value);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
