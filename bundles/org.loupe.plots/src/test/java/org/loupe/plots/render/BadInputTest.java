package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.HeatMap.Aggregation;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;
import org.loupe.plots.NodeLinkGraph;
import org.loupe.plots.Plot;
import org.loupe.plots.PointColors;
import org.loupe.plots.PointSizes;
import org.loupe.plots.ReliabilityDiagram;
import org.loupe.plots.Scatter;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Statements;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.Trajectories;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

@DisplayName("Odd data")
class BadInputTest {
  private static final int MILLION = 1_000_000;

  /** Every kind of plot over the same few numbers. */
  static List<Plot> plots(double... values) {
    int count = values.length;
    float[] floats = new float[count];
    IntStream.range(0, count).forEach(i -> floats[i] = (float) values[i]);
    IndexAxis axis = IndexAxis.counting("place", Dimension.CHANNEL, count);
    IndexAxis one = IndexAxis.counting("one", Dimension.TIME, 1);
    List<Trace> traces = List.of(Trace.of("a", values).within(values, values));
    double[] places = IntStream.range(0, count).mapToDouble(i -> i).toArray();
    List<Plot> plots = new ArrayList<>();
    for (ValueAxis value :
        List.of(
            ValueAxis.of("v"),
            ValueAxis.of("v").log(),
            ValueAxis.signed("v"),
            ValueAxis.of("v").seconds())) {
      for (LineChart.Form form : LineChart.Form.values()) {
        plots.add(new LineChart(axis, value, traces, form, List.of(new Annotation("l", -3))));
      }
      for (boolean horizontal : new boolean[] {true, false}) {
        plots.add(new BarChart(axis, value, traces, horizontal, List.of()));
        plots.add(new BarChart(axis, value, traces, horizontal, List.of()).stacked());
      }
      for (XYTrace.Type type : XYTrace.Type.values()) {
        XYTrace trace = XYTrace.of("a", values, places).within(places, values).as(type);
        plots.add(new XYGraph(value, value, List.of(trace), List.of(Annotation.diagonal("d"))));
      }
      plots.add(Histogram.density(value, "a", floats, 5, List.of()));
      Scatter scatter = Scatter.of(value, value, axis, floats, floats).with(Annotation.atX("x", 0));
      plots.add(scatter);
      plots.add(
          scatter
              .colored(new PointColors.Categories("c", new int[count], List.of("only")))
              .sized(new PointSizes("s", floats))
              .withCentroids()
              .withLabels());
      plots.add(scatter.colored(new PointColors.Values(value, floats)));
      plots.add(
          new Trajectories(
              value,
              value,
              value,
              one,
              axis,
              List.of(new Trajectories.Path(floats, floats, floats))));
    }
    HeatMap map = new HeatMap(axis, one, floats, ValueAxis.of("v"), Aggregation.MEAN);
    plots.add(map);
    plots.add(new HeatMap(one, axis, floats, ValueAxis.signed("v"), Aggregation.MAX_ABS));
    plots.add(Matrix.of(axis, one, floats, ValueAxis.of("v")));
    plots.add(new SmallMultiples(one, one, List.of(map)));
    plots.add(ReliabilityDiagram.of("r", floats, new boolean[count], 4));
    plots.add(new Table(axis, List.of(Table.Column.of("t", values, 2).withBars(values))));
    plots.add(
        new Statements(
            IntStream.range(0, count)
                .mapToObj(i -> new Statements.Statement("s" + i, i, "It is " + values[i], ""))
                .toList()));
    plots.add(
        NodeLinkGraph.layered(
            axis,
            new int[count],
            List.of("layer"),
            IntStream.range(0, count)
                .mapToObj(i -> new NodeLinkGraph.Link(i, 0, values[i]))
                .toList(),
            ValueAxis.signed("w")));
    plots.add(XYGraph.densities(ValueAxis.of("v"), Map.of("a", floats), List.of()));
    return plots;
  }

  static Stream<Named<double[]>> numbers() {
    double inf = Double.POSITIVE_INFINITY;
    return Stream.of(
        Named.of("none", new double[0]),
        Named.of("one", new double[] {3}),
        Named.of("zero", new double[] {0}),
        Named.of("all equal", new double[] {2, 2, 2, 2}),
        Named.of("missing", new double[] {Double.NaN, Double.NaN}),
        Named.of("infinite", new double[] {inf, -inf, inf}),
        Named.of("mixed", new double[] {1, Double.NaN, -inf, 4, inf}),
        Named.of("negative", new double[] {-1, -20, -3}),
        Named.of("huge and tiny", new double[] {-1e300, 1e-300, 1e300, Double.MIN_VALUE}),
        Named.of("huge floats", new double[] {-3.4e38, 3.4e38}),
        Named.of("close", new double[] {1e15, 1e15 + 0.125}));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  @DisplayName("give a picture, an SVG, words, data and hits in every kind of plot")
  void giveAPicture(double[] values) {
    for (Plot plot : plots(values)) {
      for (int[] size : new int[][] {{420, 300}, {10, 10}, {1, 1}}) {
        List<Panel> panels = List.of(Panel.of(new Figure("f", "t", "", plot)));
        RenderOptions options =
            RenderOptions.of(Theme.LIGHT, size[0], size[1])
                .withHighlight(Map.of(Dimension.CHANNEL, java.util.Set.of(0, 2)));
        assertThatCode(() -> use(panels, options))
            .as("%s of %s at %d", plot, Arrays.toString(values), size[0])
            .doesNotThrowAnyException();
      }
    }
  }

  private static void use(List<Panel> panels, RenderOptions options) {
    Scene scene = Scene.of(panels, options);
    assertThat(scene.pixels().rgb()).hasSize(options.width() * options.height());
    assertThat(scene.svg()).startsWith("<svg");
    assertThat(scene.description()).isNotEmpty();
    assertThat(Csv.of(panels)).isNotEmpty();
    Scene.preferredHeight(panels, options.width());
    Bounds body = scene.body(0);
    for (double x = body.x(); x < body.right(); x += 7) {
      for (double y = body.y(); y < body.bottom(); y += 7) {
        scene.hit(x, y).ifPresent(hit -> scene.beside(hit, 1, -1));
        scene.zoomed(x, y, 0.5);
      }
    }
    scene.inside(Polygon.of(body));
    Zoom zoom = scene.zoomedTo(new Bounds(body.x() + 3, body.y() + 3, 40, 40));
    Scene.of(panels, options.withZoom(zoom)).pixels();
    scene.middle();
  }

  @Test
  @DisplayName("that cannot be drawn are told in the plot")
  void areTold() {
    IndexAxis axis = IndexAxis.counting("place", Dimension.CHANNEL, 2);
    assertThat(words(bars(axis, ValueAxis.of("v").log(), -1, 0)))
        .contains("no value above 0 to show on a logarithmic axis");
    assertThat(words(bars(axis, ValueAxis.of("v").log(), -1, 5)))
        .contains("1 value not above 0 left out");
    assertThat(words(bars(axis, ValueAxis.of("v"), Double.NaN, Double.NaN)))
        .contains("all values are missing");
    IndexAxis none = IndexAxis.counting("place", Dimension.CHANNEL, 0);
    assertThat(words(bars(none, ValueAxis.of("v")))).contains("no data");
    float[] values = {1, Float.NaN};
    assertThat(words(Scatter.of(ValueAxis.of("x"), ValueAxis.of("y"), axis, values, values)))
        .contains("1 point has no place here");
  }

  private static BarChart bars(IndexAxis axis, ValueAxis value, double... values) {
    return new BarChart(axis, value, List.of(Trace.of("", values)), false, List.of());
  }

  private static List<String> words(Plot plot) {
    List<Panel> panels = List.of(Panel.of(new Figure("f", "t", "", plot)));
    Scene scene = Scene.of(panels, RenderOptions.of(Theme.DARK, 500, 300));
    return SceneLayoutTest.texts(scene.marks()).stream().map(Mark.Text::text).toList();
  }

  @Test
  @DisplayName("of a million categories are drawn in time, with every extreme")
  void areManyCategories() {
    List<String> names = IntStream.range(0, MILLION).mapToObj(i -> "channel " + i).toList();
    IndexAxis axis = IndexAxis.named("channel", Dimension.CHANNEL, names);
    double[] values = new double[MILLION];
    values[777_777] = 5;
    values[333_333] = -2;
    for (boolean horizontal : new boolean[] {true, false}) {
      BarChart bars =
          new BarChart(
              axis, ValueAxis.of("v"), List.of(Trace.of("", values)), horizontal, List.of());
      List<Panel> panels = List.of(Panel.of(new Figure("f", "t", "", bars)));
      assertThat(Scene.preferredHeight(panels, 600)).isLessThan(5000);
      Scene scene = Scene.of(panels, RenderOptions.of(Theme.LIGHT, 600, 500));
      long painted = scene.marks().stream().mapToLong(BadInputTest::rectangles).sum();
      assertThat(painted).isBetween(2L, 2000L);
      assertThat(words(bars)).contains("extremes per pixel");
    }
    LineChart line =
        new LineChart(
            axis, ValueAxis.of("v"), List.of(Trace.of("", values)), LineChart.Form.AREA, List.of());
    Scene scene =
        Scene.of(
            List.of(Panel.of(new Figure("f", "t", "", line))),
            RenderOptions.of(Theme.LIGHT, 600, 500));
    double[] path =
        scene.marks().stream()
            .filter(mark -> mark instanceof Mark.Clipped)
            .flatMap(mark -> ((Mark.Clipped) mark).marks().stream())
            .filter(mark -> mark instanceof Mark.Path)
            .map(mark -> ((Mark.Path) mark).points())
            .findFirst()
            .orElseThrow();
    assertThat(path.length).isLessThan(20_000);
    double highest =
        IntStream.range(0, path.length / 2).mapToDouble(i -> path[2 * i + 1]).min().orElseThrow();
    assertThat(highest).isLessThan(scene.body(0).y() + scene.body(0).height() * 0.1);
  }

  private static long rectangles(Mark mark) {
    return mark instanceof Mark.Clipped clipped
        ? clipped.marks().stream().mapToLong(BadInputTest::rectangles).sum()
        : mark instanceof Mark.Rectangle ? 1 : 0;
  }

  @Test
  @DisplayName("with names of 300 letters keep most of the picture for the data")
  void haveLongNames() {
    String name = "a very long name ".repeat(18);
    IndexAxis axis =
        IndexAxis.named(
            name, Dimension.CHANNEL, IntStream.range(0, 9).mapToObj(i -> i + name).toList());
    for (boolean horizontal : new boolean[] {true, false}) {
      BarChart bars =
          new BarChart(
              axis,
              ValueAxis.of(name),
              List.of(Trace.of(name, new double[9]), Trace.of(name, new double[9])),
              horizontal,
              List.of(new Annotation(name, 1)));
      List<Panel> panels = List.of(Panel.of(new Figure("f", name, "", bars)));
      Scene scene = Scene.of(panels, RenderOptions.of(Theme.LIGHT, 600, 450));
      assertThat(scene.body(0).width()).isGreaterThan(250);
      assertThat(scene.body(0).height()).isGreaterThan(130);
      assertThat(SceneLayoutTest.texts(scene.marks()))
          .allSatisfy(text -> assertThat(text.bounds().right()).isLessThanOrEqualTo(601));
    }
  }
}
