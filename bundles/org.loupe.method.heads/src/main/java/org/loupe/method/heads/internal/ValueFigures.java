package org.loupe.method.heads.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.Figure;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Plot;
import org.loupe.plots.Scatter;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.ValueAxis;

/** The figures of regression heads on some windows. */
final class ValueFigures {
  private static final int BINS = 40;

  private final Summary summary;

  ValueFigures(Summary summary) {
    this.summary = summary;
  }

  Figure regression() {
    List<Plot> plots = new ArrayList<>();
    for (ValueSummary value : summary.values()) {
      plots.add(
          Scatter.of(
                  ValueAxis.of("true value"),
                  ValueAxis.of("predicted value"),
                  IndexAxis.counting("value", Dimension.VALUE, value.truth().length),
                  value.truth(),
                  value.predicted())
              .with(
                  Annotation.diagonal(
                      String.format(
                          Locale.ROOT, "exact; MAE %.3g, R² %.3f", value.mae(), value.r2()))));
    }
    return new Figure(
        "regression",
        "Predicted against true values — " + summary.windows(),
        "Every value that can be compared, of "
            + summary.ofWindows()
            + "; on the line a prediction is exact. A regression head has no confidence.",
        grid(plots));
  }

  Figure residuals() {
    List<Plot> plots = new ArrayList<>();
    for (ValueSummary value : summary.values()) {
      plots.add(
          Histogram.density(
              ValueAxis.signed("predicted − true"),
              "",
              value.residuals(),
              BINS,
              List.of(new Annotation("exact", 0))));
    }
    return new Figure(
        "residuals",
        "Residuals — " + summary.windows(),
        "Density of predicted minus true values of "
            + summary.ofWindows()
            + " in 40 bins; right of zero the prediction is too high.",
        grid(plots));
  }

  private Plot grid(List<Plot> plots) {
    return plots.size() == 1
        ? plots.get(0)
        : new SmallMultiples(
            IndexAxis.named(
                "value",
                Dimension.VALUE,
                summary.values().stream().map(ValueSummary::name).toList()),
            new IndexAxis("", Dimension.VALUE, new int[] {0}, List.of("")),
            plots);
  }
}
