package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

/** Lines from made-up numbers. */
final class LineFigures {
  private LineFigures() {}

  static Figure step() {
    return new Figure(
        "explained_variance",
        "Cumulative share, steps and a band",
        "",
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
    return new Figure(
        "sensitivity",
        "Sensitivity to time deltas",
        "",
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
      values.put(SampleFigures.HEADS.get(head), confidence);
    }
    return new Figure(
        "confidence",
        "Confidence per prediction head",
        "",
        XYGraph.densities(ValueAxis.of("confidence").between(0, 1), values, List.of()));
  }

  static Figure smallCurves() {
    List<Plot> curves = new ArrayList<>();
    for (int head = 0; head < SampleFigures.HEADS.size(); head++) {
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
    return new Figure(
        "curves",
        "Confidence over time by prediction head",
        "",
        new SmallMultiples(
            IndexAxis.named("prediction head", Dimension.PREDICTION_HEAD, SampleFigures.HEADS),
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
    return new Figure(
        "ranks",
        "Ranks over checkpoints",
        "",
        new LineChart(
            IndexAxis.named("checkpoint", Dimension.CHECKPOINT, List.of("early", "middle", "late")),
            ValueAxis.of("rank"),
            traces,
            LineChart.Form.RANK,
            List.of()));
  }
}
