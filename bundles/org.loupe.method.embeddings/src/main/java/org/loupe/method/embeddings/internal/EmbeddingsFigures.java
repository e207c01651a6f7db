package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.PointColors;
import org.loupe.plots.Scatter;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** The figures of embeddings. */
final class EmbeddingsFigures {
  private final EmbeddingsResult result;
  private final EmbeddingsResult.Points points;
  private final String windows;

  EmbeddingsFigures(EmbeddingsResult result) {
    this.result = result;
    this.points = result.points();
    this.windows = points.describe();
  }

  /**
   * Windows as points.
   *
   * @param label the label to colour by, or empty
   * @param color the choice, where it is no label
   */
  Figure projection(String label, String color) {
    Projection kind = result.parameters().projection();
    int[] numbers =
        IntStream.of(points.places()).map(p -> result.provenance().windows()[p]).toArray();
    Scatter plain =
        Scatter.of(
            ValueAxis.of(axis(0)),
            ValueAxis.of(axis(1)),
            new IndexAxis("window", Dimension.WINDOW, numbers, List.of()),
            coordinate(0),
            coordinate(1));
    PointColors colors = colors(label, color);
    Scatter colored = plain.colored(colors);
    String by =
        colors instanceof PointColors.Categories categories
            ? ", coloured by " + categories.title() + " with names at the means"
            : colors instanceof PointColors.Values values
                ? ", coloured by " + values.axis().title()
                : "";
    return new Figure(
        "projection",
        kind.title() + " of " + source() + " — " + windows,
        "Each point is a window: "
            + source()
            + " ("
            + result.parameters().reduce().words()
            + ", "
            + points.units()
            + " numbers) in two dimensions"
            + by
            + "."
            + (points.places().length < points.finite()
                ? " A sample of "
                    + points.places().length
                    + " of "
                    + points.finite()
                    + " windows, drawn with seed "
                    + result.provenance().seed()
                    + "."
                : "")
            + (points.finite() < points.windows()
                ? " "
                    + (points.windows() - points.finite())
                    + " windows with NaN or infinity are left out."
                : "")
            + trust()
            + " "
            + kind.caution(),
        colors instanceof PointColors.Categories ? colored.withCentroids() : colored);
  }

  private String trust() {
    double trust = result.quality().trustworthiness();
    return Double.isNaN(trust)
        ? ""
        : String.format(Locale.ROOT, " Trustworthiness %.3f (12 neighbours; 1 is perfect).", trust);
  }

  private String source() {
    return result.parameters().representation().equals(EmbeddingsParameters.HIDDEN)
        ? "the hidden representation"
        : result.parameters().representation();
  }

  private String axis(int dimension) {
    if (result.parameters().projection() != Projection.PCA) {
      return result.parameters().projection().title() + " " + (dimension + 1);
    }
    return dimension < result.pca().shares().length
        ? String.format(
            Locale.ROOT,
            "component %d (%.1f %% of the variance)",
            dimension + 1,
            100 * result.pca().shares()[dimension])
        : "no second component";
  }

  private float[] coordinate(int dimension) {
    float[] values = new float[points.places().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) points.projected()[i][dimension];
    }
    return values;
  }

  private PointColors colors(String label, String color) {
    for (LabelColumn column : result.labels()) {
      if (column.name().equals(label)) {
        return new PointColors.Categories(column.name(), picked(column.category()), column.names());
      }
    }
    HeadColors head = result.head();
    if (head != null && color.equals(EmbeddingsView.PREDICTION)) {
      return new PointColors.Categories(
          "prediction of " + head.name(), picked(head.predicted()), head.names());
    } else if (head != null && color.equals(EmbeddingsView.ERROR)) {
      float[] error = new float[points.places().length];
      for (int i = 0; i < error.length; i++) {
        error[i] = head.error()[points.places()[i]];
      }
      return new PointColors.Values(
          ValueAxis.of("share of wrong " + head.name()).between(0, 1), error);
    }
    return new PointColors.Same();
  }

  private int[] picked(int[] ofAll) {
    return IntStream.of(points.places()).map(place -> ofAll[place]).toArray();
  }

  Figure explainedVariance() {
    double[] shares = result.pca().shares();
    double[] sums = new double[shares.length];
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      sum += shares[k];
      sums[k] = sum;
    }
    return new Figure(
        "explained_variance",
        "Variance along principal components — " + windows,
        "Share of the variance of "
            + source()
            + " along each of the first "
            + shares.length
            + " principal components, and of them together, over "
            + windows.replace(", ", " of ")
            + ". Variance is not importance: a direction that varies little may decide.",
        new BarChart(
            IndexAxis.named(
                "component",
                Dimension.VALUE,
                IntStream.rangeClosed(1, shares.length).mapToObj(Integer::toString).toList()),
            ValueAxis.of("share of the variance").between(0, 1),
            List.of(Trace.of("each", shares), Trace.of("together", sums)),
            false,
            List.of()));
  }

  Figure quality() {
    List<Quality.OfLabel> labels = result.quality().labels();
    List<String> names = labels.stream().map(each -> each.label() + ", " + each.space()).toList();
    List<Table.Column> columns = new ArrayList<>();
    columns.add(numbers("classes", labels.stream().mapToDouble(Quality.OfLabel::classes), 0));
    columns.add(numbers("silhouette", labels.stream().mapToDouble(Quality.OfLabel::silhouette), 3));
    columns.add(numbers("majority", labels.stream().mapToDouble(Quality.OfLabel::majority), 3));
    columns.add(
        Table.Column.of(
            "5-NN",
            labels.stream().map(each -> words(each.plain(), each.plainInterval())).toList()));
    columns.add(
        Table.Column.of(
            "5-NN, " + points.resampling().nouns() + " held out",
            labels.stream().map(each -> words(each.grouped(), each.groupedInterval())).toList()));
    return new Figure(
        "quality",
        "How well labels are told apart — " + windows,
        (labels.isEmpty()
                ? "The card names no label that the dataset has. "
                : "Silhouette, and the share of windows whose label most of their 5 nearest windows have, among all others and among those of other clusters only: neighbouring windows of one "
                    + points.resampling().noun()
                    + " are much alike, which the first number does not tell from knowing the label. — where a label tells the cluster. ")
            + points.resampling().uncertainty(),
        new Table(IndexAxis.named("label", Dimension.VALUE, names), columns));
  }

  private static Table.Column numbers(String title, DoubleStream values, int decimals) {
    return Table.Column.of(title, values.toArray(), decimals);
  }

  private static String words(double value, @Nullable Interval interval) {
    if (Double.isNaN(value)) {
      return "—";
    }
    return String.format(Locale.ROOT, "%.3f", value)
        + (interval == null
            ? ""
            : String.format(Locale.ROOT, " (%.3f to %.3f)", interval.low(), interval.high()));
  }
}
