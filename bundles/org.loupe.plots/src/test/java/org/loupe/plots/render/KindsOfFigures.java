package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.ColorMap;
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

/** One figure or more of every kind, from made-up numbers. */
final class KindsOfFigures {
  static final List<String> HEADS =
      List.of("type", "command", "param_type", "param_value", "operation");

  private KindsOfFigures() {}

  static List<Figure> all() {
    List<Figure> all = new ArrayList<>(SampleFigures.all(0));
    all.add(SampleFigures.signed());
    all.add(smallHeatMap());
    all.add(matrix());
    all.add(confusion());
    all.add(SampleFigures.grouped());
    all.add(stacked());
    all.add(byGroup());
    all.add(logBars());
    all.add(step());
    all.add(sensitivity());
    all.add(densities());
    all.add(overlaidHistograms());
    all.add(scatter(600));
    all.add(scatter(20_000));
    all.add(scatterByValue());
    all.add(tokens());
    all.add(trajectories());
    all.add(reliability());
    all.add(table());
    all.add(wiring());
    all.add(placedGraph());
    all.add(attentionHeads());
    all.add(smallCurves());
    all.add(ranks());
    all.add(statements());
    all.add(activeGraph());
    return all;
  }

  private static Figure figure(String id, String title, Plot plot) {
    return new Figure(id, title, "", plot);
  }

  static Figure smallHeatMap() {
    float[] values = new float[6 * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == 19 ? Float.NaN : (float) Math.sin(i * 0.7) * 0.8f;
    }
    return figure(
        "small_heat_map",
        "Change of each output, cool and warm",
        new HeatMap(
            IndexAxis.counting("time step", Dimension.TIME, 8),
            IndexAxis.counting("scale", Dimension.VALUE, 6),
            values,
            ValueAxis.signed("Δ output").colored(ColorMap.COOL_WARM),
            Aggregation.MAX_ABS));
  }

  static Figure matrix() {
    float[] values = new float[25];
    for (int i = 0; i < 25; i++) {
      values[i] = i % 6 == 0 ? 1 : (float) Math.cos(i % 5 + i / 5 * 1.7) * 0.6f;
    }
    IndexAxis heads = IndexAxis.named("prediction head", Dimension.PREDICTION_HEAD, HEADS);
    return figure(
        "error_correlation",
        "Correlation of errors",
        Matrix.of(heads, heads, values, ValueAxis.signed("φ").between(-1, 1)));
  }

  static Figure confusion() {
    int size = 8;
    float[] shares = new float[size * size];
    List<String> counts = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        int count = row == column ? 300 + 40 * row : (row * 7 + column * 3) % 11;
        shares[row * size + column] = count / (350f + 40 * row);
        counts.add(Integer.toString(count));
      }
    }
    List<String> names = List.of("G0", "G1", "G2", "G3", "M3", "M5", "PARAM_X", "NUM_12");
    return figure(
        "confusion",
        "Confusion of command",
        Matrix.of(
                IndexAxis.named("predicted", Dimension.CLASS, names),
                IndexAxis.named("true", Dimension.CLASS, names),
                shares,
                ValueAxis.of("share of the true class").between(0, 1).colored(ColorMap.VIRIDIS))
            .saying(counts));
  }

  static Figure stacked() {
    IndexAxis layers =
        IndexAxis.named(
            "layer", Dimension.LAYER, List.of("encoder.0", "encoder.1", "encoder.2", "decoder.0"));
    return figure(
        "sparsity",
        "Units per layer",
        new BarChart(
                layers,
                ValueAxis.of("units"),
                List.of(
                    Trace.of("active", new double[] {80, 96, 70, 120}),
                    Trace.of("saturated", new double[] {30, 20, 40, 6}),
                    Trace.of("dead", new double[] {18, 12, 18, 2})),
                false,
                List.of())
            .stacked());
  }

  static Figure byGroup() {
    int count = 12;
    double[] first = new double[count];
    double[] second = new double[count];
    Arrays.fill(first, Double.NaN);
    Arrays.fill(second, Double.NaN);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value = 0.3 * Math.exp(-i * 0.2) - 0.05;
      (i % 3 == 0 ? first : second)[i] = value;
      names.add((i % 3 == 0 ? "spindle_load_" : "axis_current_") + i);
    }
    return figure(
        "groups",
        "Channels by group",
        new BarChart(
                IndexAxis.named("", Dimension.CHANNEL, names),
                ValueAxis.signed("confidence drop"),
                List.of(Trace.of("spindle", first), Trace.of("axes", second)),
                true,
                List.of(new Annotation("mean 0.07", 0.07)))
            .stacked());
  }

  static Figure logBars() {
    return figure(
        "counts",
        "Tokens, log axis",
        new BarChart(
            IndexAxis.named(
                "token", Dimension.CLASS, List.of("G1", "PARAM_X", "PARAM_Y", "G0", "M3", "never")),
            ValueAxis.of("count").log(),
            List.of(Trace.of("", new double[] {48_210, 12_040, 9_800, 312, 7, 0})),
            false,
            List.of()));
  }

  static Figure step() {
    return figure(
        "explained_variance",
        "Cumulative share, steps and a band",
        new LineChart(
            IndexAxis.counting("component", Dimension.VALUE, 12),
            ValueAxis.of("share").between(0, 1),
            List.of(
                Trace.of(
                    "variance",
                    IntStream.range(0, 12)
                        .mapToDouble(i -> 1 - Math.exp(-(i + 1) * 0.4))
                        .toArray()),
                Trace.of(
                    "random", IntStream.range(0, 12).mapToDouble(i -> (i + 1) / 12.0).toArray())),
            LineChart.Form.STEP,
            List.of(new Annotation("90 %", 0.9), Annotation.atX("5 components", 4))));
  }

  static Figure sensitivity() {
    double[] scales = {0.25, 0.5, 1, 2, 5, 10};
    List<XYTrace> traces = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      double[] values = new double[scales.length];
      double[] low = new double[scales.length];
      double[] high = new double[scales.length];
      for (int i = 0; i < scales.length; i++) {
        values[i] = (0.02 + k * 0.03) * Math.abs(Math.log(scales[i])) + 0.001;
        low[i] = values[i] * 0.8;
        high[i] = values[i] * 1.25;
      }
      traces.add(
          XYTrace.of("output " + k, scales, values)
              .as(XYTrace.Type.LINE_AND_POINTS)
              .within(low, high));
    }
    return figure(
        "sensitivity",
        "Sensitivity to time deltas",
        new XYGraph(
            ValueAxis.of("scale of Δt").log(),
            ValueAxis.of("mean |Δ output|"),
            traces,
            List.of(Annotation.atX("as trained", 1))));
  }

  static Figure densities() {
    Random random = new Random(3);
    Map<String, float[]> values = new LinkedHashMap<>();
    for (int head = 0; head < 3; head++) {
      float[] confidence = new float[3000];
      for (int i = 0; i < confidence.length; i++) {
        confidence[i] = (float) (0.55 + 0.14 * head + (0.12 - 0.03 * head) * random.nextGaussian());
      }
      values.put(HEADS.get(head), confidence);
    }
    return figure(
        "confidence",
        "Confidence per prediction head",
        XYGraph.densities(ValueAxis.of("confidence").between(0, 1), values, List.of()));
  }

  static Figure overlaidHistograms() {
    Random random = new Random(4);
    double[] edges = IntStream.rangeClosed(0, 30).mapToDouble(i -> i * 0.02).toArray();
    double[] right = new double[30];
    double[] wrong = new double[30];
    for (int i = 0; i < 30; i++) {
      right[i] = 900 * Math.exp(-Math.pow((i - 20) / 6.0, 2)) + random.nextInt(30);
      wrong[i] = 260 * Math.exp(-Math.pow((i - 9) / 5.0, 2)) + random.nextInt(20);
    }
    return figure(
        "latency",
        "Duration of right and wrong predictions",
        new Histogram(
            ValueAxis.of("duration").seconds(),
            ValueAxis.of("windows"),
            edges,
            List.of(Trace.of("right", right), Trace.of("wrong", wrong)),
            List.of(new Annotation("median 0.38 s", 0.38))));
  }

  static Figure scatter(int count) {
    Random random = new Random(count);
    float[] x = new float[count];
    float[] y = new float[count];
    int[] label = new int[count];
    for (int i = 0; i < count; i++) {
      label[i] = random.nextInt(5);
      x[i] = (float) (4 * Math.cos(label[i] * 1.26) + 0.9 * random.nextGaussian());
      y[i] = (float) (4 * Math.sin(label[i] * 1.26) + 0.9 * random.nextGaussian());
    }
    return figure(
        "embedding_" + count,
        "Embedding of " + count + " windows",
        Scatter.of(
                ValueAxis.signed("PC 1"),
                ValueAxis.signed("PC 2"),
                IndexAxis.counting("window", Dimension.WINDOW, count),
                x,
                y)
            .colored(
                new PointColors.Categories(
                    "label", label, List.of("face", "pocket", "contour", "drill", "idle")))
            .withCentroids());
  }

  static Figure scatterByValue() {
    Random random = new Random(9);
    float[] x = new float[250];
    float[] y = new float[250];
    float[] value = new float[250];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.pow(10, 4 * random.nextDouble());
      y[i] = (float) (0.6 / Math.log10(x[i] + 10) + 0.06 * random.nextGaussian());
      value[i] = i % 40 == 0 ? Float.NaN : (float) random.nextDouble();
    }
    return figure(
        "error_frequency",
        "Error against frequency",
        Scatter.of(
                ValueAxis.of("frequency").log(),
                ValueAxis.of("error"),
                IndexAxis.counting("token", Dimension.CLASS, x.length),
                x,
                y)
            .colored(new PointColors.Values(ValueAxis.of("mean confidence").between(0, 1), value)));
  }

  static Figure tokens() {
    List<String> names =
        List.of("G0", "G1", "G2", "M3", "M5", "PARAM_X", "PARAM_Y", "NUM_12", "NUM_7", "EOS");
    float[] confidence = {0.98f, 0.95f, 0.71f, 0.88f, 0.52f, 0.83f, 0.81f, 0.44f, 0.39f, 0.99f};
    float[] accuracy = {0.97f, 0.94f, 0.61f, 0.9f, 0.38f, 0.78f, 0.8f, 0.31f, 0.35f, 0.99f};
    float[] count = {3100, 9800, 120, 640, 45, 4100, 4000, 210, 190, 1500};
    return figure(
        "confidence_accuracy",
        "Confidence against accuracy",
        Scatter.of(
                ValueAxis.of("mean confidence").between(0, 1.1),
                ValueAxis.of("accuracy").between(0, 1.1),
                IndexAxis.named("token", Dimension.CLASS, names),
                confidence,
                accuracy)
            .sized(new PointSizes("count", count))
            .withLabels()
            .with(Annotation.diagonal("calibrated")));
  }

  static Figure trajectories() {
    List<Trajectories.Path> paths = new ArrayList<>();
    int steps = 48;
    for (int k = 0; k < 6; k++) {
      float[] x = new float[steps];
      float[] y = new float[steps];
      for (int i = 0; i < steps; i++) {
        double angle = k + i * 0.09;
        double radius = 0.4 + i * 0.05 + 0.3 * Math.sin(i * 0.4 + k);
        x[i] = i == 20 && k == 2 ? Float.NaN : (float) (radius * Math.cos(angle));
        y[i] = (float) (radius * Math.sin(angle));
      }
      paths.add(Trajectories.Path.of(x, y));
    }
    return figure(
        "states",
        "Hidden states of six windows",
        new Trajectories(
                ValueAxis.signed("PC 1"),
                ValueAxis.signed("PC 2"),
                ValueAxis.of("time step"),
                IndexAxis.counting("window", Dimension.WINDOW, 6),
                IndexAxis.counting("time step", Dimension.TIME, steps),
                paths)
            .with(
                List.of(
                    new Trajectories.Landmark("1", "stable fixed point", 0.5f, -1.5f, true),
                    new Trajectories.Landmark("2", "unstable fixed point", 1, 1, false))));
  }

  static Figure reliability() {
    Random random = new Random(5);
    float[] confidence = new float[4000];
    boolean[] right = new boolean[confidence.length];
    for (int i = 0; i < right.length; i++) {
      confidence[i] = (float) Math.pow(random.nextDouble(), 0.4);
      right[i] = random.nextDouble() < Math.pow(confidence[i], 1.5);
    }
    return figure(
        "reliability",
        "Reliability of command",
        ReliabilityDiagram.of("command", confidence, right, 15));
  }

  static Figure table() {
    int rows = 12;
    double[] accuracy = IntStream.range(0, rows).mapToDouble(i -> 1 - i * 0.07).toArray();
    double[] confidence = IntStream.range(0, rows).mapToDouble(i -> 0.96 - i * 0.04).toArray();
    double[] count = IntStream.range(0, rows).mapToDouble(i -> 9000 / (i + 1)).toArray();
    List<String> most =
        IntStream.range(0, rows).mapToObj(i -> "PARAM_" + (char) ('A' + i)).toList();
    return figure(
        "tokens",
        "Easiest and hardest tokens",
        new Table(
            IndexAxis.named(
                "token",
                Dimension.CLASS,
                IntStream.range(0, rows).mapToObj(i -> "NUM_" + i * 7).toList()),
            List.of(
                Table.Column.of("accuracy", accuracy, 3).withBars(accuracy),
                Table.Column.of("mean confidence", confidence, 3),
                Table.Column.of("count", count, 0),
                Table.Column.of("most confused with", most))));
  }

  static Figure statements() {
    return figure(
        "findings",
        "Findings of late, 300 windows, 20 recordings",
        new Statements(
            List.of(
                new Statements.Statement(
                    "recommended",
                    2,
                    "Collect more windows of 'pocket': its 12 windows are right in 41 % (95 % interval 22 % to 60 %) against 83 % over all 300 windows and no other label has fewer.",
                    "heads · said when a label's interval lies below the mean of all and its count below the median"),
                new Statements.Statement(
                    "confirmed",
                    0,
                    "Sensors and saliency name the same channels: 8 of 10 and 12 of 155 where 0.8 would be shared by chance.",
                    ""),
                new Statements.Statement("caution with a long label", 1, "Short.", "rule"))));
  }

  static Figure wiring() {
    Random random = new Random(8);
    int[] sizes = {6, 8, 4, 2};
    List<String> layers = List.of("sensory", "inter", "command", "motor");
    List<String> names = new ArrayList<>();
    List<Integer> layer = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      for (int k = 0; k < sizes[i]; k++) {
        names.add(layers.get(i).substring(0, 1) + k);
        layer.add(i);
      }
    }
    List<NodeLinkGraph.Link> links = new ArrayList<>();
    for (int from = 0; from < names.size(); from++) {
      for (int to = 0; to < names.size(); to++) {
        boolean next = layer.get(to) == layer.get(from) + 1;
        boolean recurrent = layer.get(from) == 2 && layer.get(to) == 2;
        if ((next && random.nextInt(3) == 0) || (recurrent && random.nextInt(4) == 0)) {
          links.add(new NodeLinkGraph.Link(from, to, random.nextGaussian()));
        }
      }
    }
    return figure(
        "wiring",
        "Wiring of the circuit",
        NodeLinkGraph.layered(
            IndexAxis.named("neuron", Dimension.UNIT, names),
            layer.stream().mapToInt(i -> i).toArray(),
            layers,
            links,
            ValueAxis.signed("weight")));
  }

  static Figure activeGraph() {
    NodeLinkGraph wiring = (NodeLinkGraph) wiring().plot();
    float[] values = new float[wiring.nodes().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == 2 ? Float.NaN : (float) Math.sin(i);
    }
    return figure(
        "activity",
        "Activity of the circuit at step 7",
        wiring.showing(ValueAxis.signed("state"), values));
  }

  static Figure placedGraph() {
    List<NodeLinkGraph.Link> links = new ArrayList<>();
    float[] x = new float[9];
    float[] y = new float[9];
    for (int i = 0; i < 9; i++) {
      x[i] = (float) Math.cos(i * 0.7);
      y[i] = (float) Math.sin(i * 0.7);
      links.add(new NodeLinkGraph.Link(i, (i * 2 + 1) % 9, 1));
    }
    return figure(
        "modules",
        "Given places",
        new NodeLinkGraph(
            IndexAxis.named(
                "module",
                Dimension.LAYER,
                List.of(
                    "embed", "enc.0", "enc.1", "enc.2", "pool", "dec.0", "dec.1", "head", "out")),
            new int[9],
            List.of("module"),
            new NodeLinkGraph.Positions(x, y),
            links,
            ValueAxis.of("")));
  }

  static Figure attentionHeads() {
    List<Plot> maps = new ArrayList<>();
    for (int cell = 0; cell < 3 * 4; cell++) {
      maps.add(attention(32, cell));
    }
    return figure(
        "attention_heads",
        "Attention by layer and attention head",
        new SmallMultiples(
            IndexAxis.counting("attention head", Dimension.ATTENTION_HEAD, 4),
            IndexAxis.named(
                "layer", Dimension.LAYER, List.of("encoder.0", "encoder.1", "encoder.2")),
            maps));
  }

  static HeatMap attention(int size, int seed) {
    float[] weights = new float[size * size];
    for (int q = 0; q < size; q++) {
      for (int k = 0; k < size; k++) {
        double distance = Math.abs(q - k - (seed % 4 - 1) * 3) / (1.0 + seed);
        weights[q * size + k] = (float) Math.exp(-distance);
      }
    }
    return new HeatMap(
        IndexAxis.counting("key", Dimension.TIME, size),
        IndexAxis.counting("query", Dimension.TIME, size),
        weights,
        ValueAxis.of("weight"),
        Aggregation.MAX_ABS);
  }

  static Figure smallCurves() {
    List<Plot> curves = new ArrayList<>();
    for (int head = 0; head < HEADS.size(); head++) {
      int shift = head;
      double[] values =
          IntStream.range(0, 64).mapToDouble(i -> 0.5 + 0.4 * Math.sin(i * 0.1 + shift)).toArray();
      curves.add(
          new LineChart(
              IndexAxis.counting("time step", Dimension.TIME, 64),
              ValueAxis.of("confidence").between(0, 1),
              List.of(Trace.of("", values)),
              LineChart.Form.AREA,
              List.of()));
    }
    return figure(
        "curves",
        "Confidence over time by prediction head",
        new SmallMultiples(
            IndexAxis.named("prediction head", Dimension.PREDICTION_HEAD, HEADS),
            new IndexAxis("", Dimension.VALUE, new int[] {0}, List.of("")),
            curves));
  }

  static Figure ranks() {
    double[][] ranks = {{1, 2, 2}, {2, 1, 1}, {9, 4, 3}, {3, 3, 8}};
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      traces.add(
          Trace.of(List.of("spindle_load", "x_position", "feed", "current").get(i), ranks[i]));
    }
    return figure(
        "ranks",
        "Ranks over checkpoints",
        new LineChart(
            IndexAxis.named("checkpoint", Dimension.CHECKPOINT, List.of("early", "middle", "late")),
            ValueAxis.of("rank"),
            traces,
            LineChart.Form.RANK,
            List.of()));
  }
}
