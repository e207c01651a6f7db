package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.PredictionHead;

/** Numbers and tables of a result. */
final class SensitivityTables {
  private SensitivityTables() {}

  static List<Scalar> scalars(SensitivitySummary summary) {
    List<Scalar> scalars = new ArrayList<>();
    Scales scales = summary.scales();
    for (int a = 0; a < scales.asked().length; a++) {
      int place = scales.place(a);
      String scale = Scales.text(scales.asked()[a]);
      scalars.add(
          new Scalar(
              "sensitivity/" + scale.substring(1),
              "Mean |change| of the outputs with time spans " + scale,
              summary.changes().mean()[place],
              summary.changes().interval(place)));
    }
    scalars.add(
        new Scalar(
            "spread",
            "Standard deviation of the " + (summary.isSpreadOfTruth() ? "true values" : "outputs"),
            summary.spread(),
            null));
    Bootstrap.Means errors = summary.errors();
    if (errors != null) {
      scalars.add(
          new Scalar("error", "Error with the true spans", errors.mean()[0], errors.interval(0)));
    }
    SlopeAgreement agreement = summary.agreement();
    if (agreement != null) {
      scalars.add(
          new Scalar(
              "slope_difference",
              "Difference between gradient and finite change around scale 1, as a share",
              agreement.difference(),
              null));
    }
    return scalars;
  }

  /** All scales and alternatives. */
  static Table scales(SensitivitySummary summary, TimeSpans spans, PredictionHead head) {
    List<List<Object>> rows = new ArrayList<>();
    double[] all = summary.scales().all();
    for (int i = 0; i < all.length; i++) {
      rows.add(row(Scales.text(all[i]), summary, i));
    }
    for (Alternative alternative : summary.alternatives()) {
      rows.add(row(alternative.words(spans), summary, summary.column(alternative)));
    }
    return new Table(
        "scales",
        "Outputs of " + head.name() + " by time spans",
        List.of(
            "time spans",
            "mean |change|",
            "low",
            "high",
            "error",
            "change of the error",
            "low",
            "high"),
        rows);
  }

  private static List<Object> row(String name, SensitivitySummary summary, int column) {
    Interval interval = summary.changes().interval(column);
    Bootstrap.Means errors = summary.errors();
    Bootstrap.Means changes = summary.errorChanges();
    Interval changed = changes == null ? null : changes.interval(column);
    return List.of(
        name,
        summary.changes().mean()[column],
        Interval.lowerEnd(interval),
        Interval.upperEnd(interval),
        errors == null ? Double.NaN : errors.mean()[column + 1],
        changes == null ? Double.NaN : changes.mean()[column],
        Interval.lowerEnd(changed),
        Interval.upperEnd(changed));
  }
}
