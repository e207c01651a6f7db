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

  /** What stands in a cell. */
  @FunctionalInterface
  interface Cell {
    double value(int row, int column);
  }

  /** A heat map whose cells, where there are too many, show the largest of either sign. */
  static HeatMap heatMap(IndexAxis x, IndexAxis y, ValueAxis value, Cell cell) {
    return new HeatMap(x, y, cells(y.size(), x.size(), cell), value, Aggregation.MAX_ABS);
  }

  private static float[] cells(int rows, int columns, Cell cell) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) cell.value(i / columns, i % columns);
    }
    return values;
  }

  static Figure smallHeatMap() {
    return new Figure(
        "small_heat_map",
        "Change of each output, cool and warm",
        "",
        heatMap(
            IndexAxis.counting("time step", Dimension.TIME, 8),
            IndexAxis.counting("scale", Dimension.VALUE, 6),
            ValueAxis.signed("Δ output").colored(ColorMap.COOL_WARM),
            (row, column) -> {
              int i = row * 8 + column;
              return i == 19 ? Float.NaN : (float) Math.sin(i * 0.7) * 0.8f;
            }));
  }

  /** Signed values around zero with a missing stripe. */
  static Figure signed() {
    return new Figure(
        "signed",
        "Input × gradient",
        "",
        heatMap(
            IndexAxis.counting("time step", Dimension.TIME, 60),
            IndexAxis.counting("channel", Dimension.CHANNEL, 40),
            ValueAxis.signed("∂F/∂x · x"),
            (row, column) ->
                row == 12 ? Float.NaN : Math.sin(column * 0.2) * Math.cos(row * 0.15) - 0.2));
  }

  /** As many rows as columns. */
  static Figure square(int size) {
    return new Figure(
        "matrix",
        "Attention",
        "",
        heatMap(
            IndexAxis.counting("key position", Dimension.TIME, size),
            IndexAxis.counting("query position", Dimension.TIME, size),
            ValueAxis.signed("weight"),
            (row, column) -> Math.sin(column * 0.01) * Math.cos(row * 0.013)));
  }

  static Figure matrix() {
    IndexAxis heads =
        IndexAxis.named("prediction head", Dimension.PREDICTION_HEAD, SampleFigures.HEADS);
    return new Figure(
        "error_correlation",
        "Correlation of errors",
        "",
        Matrix.of(
            heads,
            heads,
            cells(
                heads.size(),
                heads.size(),
                (row, column) -> row == column ? 1 : (float) Math.cos(column + row * 1.7) * 0.6f),
            ValueAxis.signed("φ").between(-1, 1)));
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
    return heatMap(
        IndexAxis.counting("key", Dimension.TIME, size),
        IndexAxis.counting("query", Dimension.TIME, size),
        ValueAxis.of("weight"),
        (query, key) -> Math.exp(-(Math.abs(query - key - (seed % 4 - 1) * 3) / (1.0 + seed))));
  }
}
