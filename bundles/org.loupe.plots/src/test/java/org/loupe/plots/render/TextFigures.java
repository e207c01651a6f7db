package org.loupe.plots.render;

import java.util.List;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Statements;
import org.loupe.plots.Table;

/** Tables and sentences from made-up numbers. */
final class TextFigures {
  private TextFigures() {}

  static Figure table() {
    int rows = 12;
    double[] accuracy = IntStream.range(0, rows).mapToDouble(i -> 1 - i * 0.07).toArray();
    double[] confidence = IntStream.range(0, rows).mapToDouble(i -> 0.96 - i * 0.04).toArray();
    double[] count = IntStream.range(0, rows).mapToDouble(i -> 9000 / (i + 1)).toArray();
    List<String> most =
        IntStream.range(0, rows).mapToObj(i -> "PARAM_" + (char) ('A' + i)).toList();
    return new Figure(
        "tokens",
        "Easiest and hardest tokens",
        "",
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
    return new Figure(
        "findings",
        "Findings of late, 300 windows, 20 recordings",
        "",
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
}
