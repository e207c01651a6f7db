package org.loupe.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.loupe.analysis.Selection;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Plot;
import org.loupe.plots.PointColors;
import org.loupe.plots.Scatter;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Polygon;
import org.loupe.plots.render.Range;
import org.loupe.plots.render.RenderOptions;
import org.loupe.plots.render.Scales;
import org.loupe.plots.render.Scene;
import org.loupe.plots.render.Theme;
import org.loupe.plots.render.Zoom;

/**
 * Measures how long figures take from the data to the pixels: layout, axes, legend and body at 1200
 * by 900, medians in milliseconds beside what is wanted.
 */
public final class PlotsBench {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 900;
  private static final int ROUNDS = 25;
  private static final int WARM_UP = 15;
  private static final int POINTS = 200_000;
  private static final int SIDE = 4096;
  private static final double NANOS = 1e6;

  private PlotsBench() {}

  /** Runs it; takes no arguments. */
  public static void main(String[] arguments) {
    print(
        "plots at %d by %d, %d processors, Java %s",
        WIDTH,
        HEIGHT,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"));
    scatter();
    heatMap();
    multiples();
    bars();
  }

  private static void scatter() {
    Random random = new Random(1);
    float[] x = new float[POINTS];
    float[] y = new float[POINTS];
    int[] label = new int[POINTS];
    for (int i = 0; i < POINTS; i++) {
      label[i] = random.nextInt(10);
      x[i] = (float) (0.35 * Math.cos(label[i] * 0.628) + 0.05 * random.nextGaussian());
      y[i] = (float) (0.35 * Math.sin(label[i] * 0.628) + 0.05 * random.nextGaussian());
    }
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
    Plot plot =
        Scatter.of(
                ValueAxis.signed("dim 1"),
                ValueAxis.signed("dim 2"),
                IndexAxis.counting("window", Dimension.WINDOW, POINTS),
                x,
                y)
            .colored(new PointColors.Categories("label", label, names))
            .withCentroids();
    List<Panel> panels = panels(plot);
    Scales scales = Scales.of(panels, true);
    frames("200 000 points, axes, legend, centroids", 60, panels, scales, Zoom.NONE);
    Scene scene = Scene.of(panels, scales, options(Zoom.NONE));
    Polygon lasso = lasso(scene.body(0));
    measure("lasso over 200 000 points", 20, i -> selected(scene.inside(lasso)));
    Bounds body = scene.body(0);
    measure(
        "point under the pointer of 200 000",
        20,
        i -> scene.hit(body.x() + 10 * i, body.y() + 10 * i).isPresent() ? 1 : 0);
  }

  /** Selects what was enclosed, as the workbench does. */
  private static int selected(Map<Dimension, int[]> enclosed) {
    Selection selection = Selection.NONE;
    for (Map.Entry<Dimension, int[]> entry : enclosed.entrySet()) {
      selection = selection.with(entry.getKey(), entry.getValue());
    }
    return selection.positions().size();
  }

  /** A round outline of 200 corners in the middle of an area. */
  private static Polygon lasso(Bounds area) {
    double[] corners = new double[400];
    for (int i = 0; i < corners.length; i += 2) {
      double angle = i * Math.PI / 200;
      corners[i] = area.x() + area.width() * (0.5 + 0.4 * Math.cos(angle));
      corners[i + 1] = area.y() + area.height() * (0.5 + 0.4 * Math.sin(angle));
    }
    return new Polygon(corners);
  }

  private static void heatMap() {
    List<Panel> panels = panels(map());
    measure("pyramid and scales of 4096 by 4096", 250, i -> Scales.of(panels, true).panels());
    Scales scales = Scales.of(panels, true);
    frames("4096 by 4096 heat map, whole", 40, panels, scales, Zoom.NONE);
    Zoom zoom = new Zoom(new Range(1000, 1200), new Range(1000, 1150));
    frames("4096 by 4096 heat map, 200 by 150 cells of it", 25, panels, scales, zoom);
    Zoom half = new Zoom(new Range(1000, 3000), new Range(1000, 3000));
    frames("4096 by 4096 heat map, 2000 by 2000 cells of it", 40, panels, scales, half);
  }

  private static void multiples() {
    HeatMap map = map();
    List<Panel> compared = new ArrayList<>();
    List<Plot> plots = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      compared.add(Panel.of(null, "checkpoint " + i, new Figure("map", "Attention", "", map)));
      plots.add(map);
    }
    Zoom zoom = new Zoom(new Range(512, 1024), new Range(512, 1024));
    frames("16 panels of a heat map, linked zoom", 35, compared, Scales.of(compared, true), zoom);
    List<Panel> grid =
        panels(
            new SmallMultiples(
                IndexAxis.counting("attention head", Dimension.ATTENTION_HEAD, 4),
                IndexAxis.counting("layer", Dimension.LAYER, 4),
                plots));
    frames("4 by 4 small multiples, linked zoom", 35, grid, Scales.of(grid, true), zoom);
    frames("4 by 4 small multiples, whole", 35, grid, Scales.of(grid, true), Zoom.NONE);
  }

  private static HeatMap map() {
    float[] values = new float[SIDE * SIDE];
    IntStream.range(0, SIDE)
        .parallel()
        .forEach(
            row -> {
              for (int column = 0; column < SIDE; column++) {
                values[row * SIDE + column] =
                    (float) (Math.sin(column * 0.01) * Math.cos(row * 0.013));
              }
            });
    return new HeatMap(
        IndexAxis.counting("key position", Dimension.TIME, SIDE),
        IndexAxis.counting("query position", Dimension.TIME, SIDE),
        values,
        ValueAxis.signed("weight"),
        HeatMap.Aggregation.MAX_ABS);
  }

  private static void bars() {
    int count = 155;
    List<String> names = IntStream.range(0, count).mapToObj(i -> "spindle_current_" + i).toList();
    double[] values = IntStream.range(0, count).mapToDouble(i -> Math.exp(-i * 0.02)).toArray();
    double[] low = Arrays.stream(values).map(value -> value * 0.9).toArray();
    double[] high = Arrays.stream(values).map(value -> value * 1.1).toArray();
    List<Panel> panels =
        panels(
            new BarChart(
                IndexAxis.named("channel", Dimension.CHANNEL, names),
                ValueAxis.of("drop"),
                List.of(Trace.of("", values).within(low, high)),
                false,
                List.of(new Annotation("mean", 0.3))));
    frames("155 bars with names and error bars", 5, panels, Scales.of(panels, true), Zoom.NONE);
  }

  private static List<Panel> panels(Plot plot) {
    return List.of(Panel.of(new Figure("figure", "What is measured", "", plot)));
  }

  private static RenderOptions options(Zoom zoom) {
    return RenderOptions.of(Theme.DARK, WIDTH, HEIGHT).withZoom(zoom);
  }

  private static void frames(
      String what, int wanted, List<Panel> panels, Scales scales, Zoom zoom) {
    measure(what, wanted, i -> Scene.of(panels, scales, options(zoom)).pixels().at(5, 5));
  }

  /** Something to measure; its result keeps it from being left out. */
  private interface Work {
    int run(int round);
  }

  private static void measure(String what, int wanted, Work work) {
    long[] nanos = new long[ROUNDS];
    int kept = 0;
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      long start = System.nanoTime();
      kept += work.run(i + WARM_UP);
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    print(
        "%-48s %6.1f ms  (%.1f to %.1f; wanted: %d)%s",
        what,
        nanos[ROUNDS / 2] / NANOS,
        nanos[0] / NANOS,
        nanos[ROUNDS - 1] / NANOS,
        wanted,
        kept == Integer.MIN_VALUE ? " " : "");
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
