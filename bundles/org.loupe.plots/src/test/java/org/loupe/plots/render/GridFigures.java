package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import org.loupe.model.Dimension;
import org.loupe.plots.ColorMap;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.HeatMap.Aggregation;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Matrix;
import org.loupe.plots.Plot;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.ValueAxis;

/** Heat maps and matrices, alone and side by side, from made-up numbers. */
final class GridFigures {
  private GridFigures() {}

  static Figure smallHeatMap() {
    float[] values = new float[6 * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == 19 ? Float.NaN : (float) Math.sin(i * 0.7) * 0.8f;
    }
    return new Figure(
        "small_heat_map",
        "Change of each output, cool and warm",
        "",
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
    IndexAxis heads =
        IndexAxis.named("prediction head", Dimension.PREDICTION_HEAD, SampleFigures.HEADS);
    return new Figure(
        "error_correlation",
        "Correlation of errors",
        "",
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
    return new Figure(
        "confusion",
        "Confusion of command",
        "",
        Matrix.of(
                IndexAxis.named("predicted", Dimension.CLASS, names),
                IndexAxis.named("true", Dimension.CLASS, names),
                shares,
                ValueAxis.of("share of the true class").between(0, 1).colored(ColorMap.VIRIDIS))
            .saying(counts));
  }

  static Figure attentionHeads() {
    List<Plot> maps = new ArrayList<>();
    for (int cell = 0; cell < 3 * 4; cell++) {
      maps.add(attention(32, cell));
    }
    return new Figure(
        "attention_heads",
        "Attention by layer and attention head",
        "",
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
}
