package org.loupe.method.window.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** Describes what came out. */
final class PredictionFigures {
  private static final int MOST_CLASSES = 12;

  private final WindowResult result;
  private final String of;

  PredictionFigures(WindowResult result) {
    this.result = result;
    this.of = " — window " + result.window() + (result.freeRunning() ? ", free-running" : "");
  }

  /** The tokens, then the chosen one's classes, then regressions. */
  List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    Map<Integer, List<Predictions>> bySize = new LinkedHashMap<>();
    for (Predictions head : result.predictions()) {
      if (head.isCategorical()) {
        bySize.computeIfAbsent(head.positions(), size -> new ArrayList<>()).add(head);
      }
    }
    bySize.forEach((size, heads) -> figures.add(tokens(size, heads)));
    Explained explained = result.explained();
    if (explained != null) {
      figures.add(classes(explained));
    }
    result.predictions().stream()
        .filter(head -> !head.isCategorical())
        .forEach(head -> figures.add(values(head)));
    return figures;
  }

  private Figure tokens(int positions, List<Predictions> heads) {
    float[] values = new float[positions * heads.size()];
    List<String> words = new ArrayList<>();
    for (int p = 0; p < positions; p++) {
      for (int h = 0; h < heads.size(); h++) {
        Predictions head = heads.get(h);
        boolean shown = head.counts()[p];
        values[p * heads.size() + h] =
            shown ? (head.isWrong(p) ? -1 : 1) * head.confidence(p) : Float.NaN;
        words.add(shown ? word(head, p) : "");
      }
    }
    boolean sequence = positions > 1;
    return new Figure(
        sequence ? "tokens" + (positions == longest() ? "" : "." + positions) : "per_window",
        (sequence ? "Predicted at every step" : "Predicted once") + of,
        "The predicted class and its probability; where it is wrong, ≠ and the true class, and the colour of negative values. "
            + (sequence
                ? "Empty cells do not count for their prediction head. Click a cell to explain it in all open views."
                : "Click a cell to explain it in all open views."),
        new Matrix(
            new HeatMap(
                new IndexAxis(
                    "prediction head",
                    Dimension.PREDICTION_HEAD,
                    heads.stream().mapToInt(Predictions::index).toArray(),
                    heads.stream().map(head -> head.head().name()).toList()),
                steps(positions, heads.get(0)),
                values,
                ValueAxis.signed("confidence, negative where wrong").between(-1, 1),
                HeatMap.Aggregation.MAX_ABS),
            words));
  }

  private int longest() {
    return result.predictions().stream()
        .filter(Predictions::isCategorical)
        .mapToInt(Predictions::positions)
        .max()
        .orElse(1);
  }

  private String word(Predictions head, int position) {
    Explained explained = result.explained();
    boolean chosen =
        explained != null
            && explained.predictions().index() == head.index()
            && explained.step() == position;
    return (chosen ? "• " : "")
        + head.name(head.predicted(position))
        + String.format(Locale.ROOT, " %.2f", head.confidence(position))
        + (head.isWrong(position) ? " ≠ " + head.name(head.trueClass(position)) : "");
  }

  private IndexAxis steps(int positions, Predictions like) {
    Dimension dimension = like.head().isSequence() ? like.head().axes().get(1) : Dimension.TOKEN;
    List<String> tokens = result.tokens();
    List<String> names =
        positions == 1
            ? List.of("window " + result.window())
            : IntStream.range(0, positions)
                .mapToObj(p -> tokens.size() == positions ? p + "  " + tokens.get(p) : "" + p)
                .toList();
    return new IndexAxis(
        dimension == Dimension.TIME ? "time step" : "token",
        dimension,
        IntStream.range(0, positions).toArray(),
        names);
  }

  private Figure classes(Explained explained) {
    Predictions head = explained.predictions();
    int offset = explained.step() * head.units();
    int[] order =
        IntStream.range(0, head.units())
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -head.values()[offset + k]))
            .limit(MOST_CLASSES)
            .mapToInt(Integer::intValue)
            .toArray();
    int truth = head.trueClass(explained.step());
    return new Figure(
        "classes",
        "Classes of "
            + head.head().name()
            + (head.positions() > 1 ? " at step " + explained.step() : "")
            + of,
        "Probabilities of "
            + (head.units() > order.length
                ? "the " + order.length + " most likely of " + head.units() + " classes."
                : "all classes.")
            + " They say how sure the model is, not how often it is right.",
        new BarChart(
            new IndexAxis(
                "class",
                Dimension.CLASS,
                order,
                IntStream.of(order)
                    .mapToObj(k -> head.name(k) + (k == truth ? " (true)" : ""))
                    .toList()),
            ValueAxis.of("probability").between(0, 1),
            List.of(
                Trace.of(
                    "", IntStream.of(order).mapToDouble(k -> head.values()[offset + k]).toArray())),
            true,
            List.of()));
  }

  private Figure values(Predictions head) {
    List<Trace> traces = new ArrayList<>();
    for (int unit = 0; unit < head.units(); unit++) {
      String name = head.head().labels().isEmpty() && head.units() == 1 ? "" : head.name(unit);
      traces.add(trace(head, name + " predicted", head.values(), unit));
      traces.add(trace(head, name + " true", head.truth(), unit));
    }
    traces.removeIf(trace -> Arrays.stream(trace.values()).allMatch(Double::isNaN));
    return new Figure(
        "values." + head.head().name(),
        head.head().name() + of,
        "What the regression predicts, and what is true, at the positions that count.",
        new LineChart(
            IndexAxis.counting(
                head.head().isSequence() && head.head().axes().get(1) == Dimension.TIME
                    ? "time step"
                    : "token",
                head.head().isSequence() ? head.head().axes().get(1) : Dimension.TOKEN,
                head.positions()),
            ValueAxis.of("value"),
            traces,
            LineChart.Form.LINE,
            List.of()));
  }

  private static Trace trace(Predictions head, String name, float[] values, int unit) {
    return Trace.of(
        name.strip(),
        IntStream.range(0, head.positions())
            .mapToDouble(p -> head.counts()[p] ? values[p * head.units() + unit] : Double.NaN)
            .toArray());
  }
}
