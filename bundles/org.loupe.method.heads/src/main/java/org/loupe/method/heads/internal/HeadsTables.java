package org.loupe.method.heads.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;

/** The tables and single numbers of a result, from all windows. */
final class HeadsTables {
  private HeadsTables() {}

  static List<Scalar> scalars(Summary summary) {
    List<Scalar> scalars = new ArrayList<>();
    for (HeadSummary head : summary.heads()) {
      scalars.add(measure(head, Measure.ACCURACY, "accuracy", "Accuracy"));
      scalars.add(measure(head, Measure.CONFIDENCE, "confidence", "Mean confidence"));
      scalars.add(
          new Scalar(
              "ece/" + head.name(),
              "Expected calibration error of " + head.name(),
              head.reliability().expectedError(),
              null));
    }
    for (ValueSummary value : summary.values()) {
      scalars.add(
          new Scalar(
              "mae/" + value.name(),
              "Mean absolute error of " + value.name(),
              value.mae(),
              value.error().interval(0)));
      scalars.add(
          new Scalar(
              "r2/" + value.name(), "R² of " + value.name(), value.r2(), value.r2Interval()));
    }
    return List.copyOf(scalars);
  }

  private static Scalar measure(HeadSummary head, Measure measure, String name, String label) {
    return new Scalar(
        name + "/" + head.name(),
        label + " of " + head.name(),
        head.value(measure),
        head.interval(measure));
  }

  static List<Table> all(Summary summary) {
    List<Table> tables = new ArrayList<>(List.of(heads(summary), confusions(summary)));
    if (!summary.values().isEmpty()) {
      tables.add(values(summary));
    }
    tables.add(correlations(summary));
    return List.copyOf(tables);
  }

  private static Table heads(Summary summary) {
    List<List<Object>> rows = new ArrayList<>();
    for (HeadSummary head : summary.heads()) {
      Interval accuracy = head.interval(Measure.ACCURACY);
      Interval confidence = head.interval(Measure.CONFIDENCE);
      rows.add(
          List.of(
              head.name(),
              head.positions(),
              head.value(Measure.ACCURACY),
              Interval.lowerEnd(accuracy),
              Interval.upperEnd(accuracy),
              head.value(Measure.CONFIDENCE),
              Interval.lowerEnd(confidence),
              Interval.upperEnd(confidence),
              head.reliability().expectedError(),
              head.value(Measure.MAJORITY),
              head.isScored() ? head.head().said().name(head.majority()) : "",
              head.value(Measure.PREVIOUS),
              head.value(Measure.ZEROED),
              head.value(Measure.SHUFFLED)));
    }
    return new Table(
        "heads",
        "Categorical prediction heads",
        List.of(
            "prediction head",
            "positions",
            "accuracy",
            "low",
            "high",
            "confidence",
            "confidence low",
            "confidence high",
            "ece",
            "majority",
            "majority class",
            "previous",
            "inputs zeroed",
            "inputs shuffled"),
        rows);
  }

  private static Table confusions(Summary summary) {
    List<List<Object>> rows = new ArrayList<>();
    for (HeadSummary head : summary.heads()) {
      Said said = head.head().said();
      for (int truth = 0; truth < head.classes(); truth++) {
        for (int k = 0; k < head.classes(); k++) {
          long count = head.confused(truth, k);
          if (count > 0) {
            double share = (double) count / head.trueCount(truth);
            rows.add(List.of(head.name(), said.name(truth), said.name(k), count, share));
          }
        }
      }
    }
    return new Table(
        "confusion",
        "True and predicted classes",
        List.of("prediction head", "true", "predicted", "count", "share of true"),
        rows);
  }

  private static Table values(Summary summary) {
    List<List<Object>> rows = new ArrayList<>();
    for (ValueSummary value : summary.values()) {
      Interval error = value.error().interval(0);
      Interval r2 = value.r2Interval();
      rows.add(
          List.of(
              value.name(),
              value.truth().length,
              value.mae(),
              Interval.lowerEnd(error),
              Interval.upperEnd(error),
              value.r2(),
              Interval.lowerEnd(r2),
              Interval.upperEnd(r2)));
    }
    return new Table(
        "regression",
        "Regression heads",
        List.of("prediction head", "positions", "mae", "low", "high", "r2", "r2 low", "r2 high"),
        rows);
  }

  private static Table correlations(Summary summary) {
    List<List<Object>> rows = new ArrayList<>();
    ErrorCorrelation correlation = summary.correlation();
    int size = correlation.names().size();
    for (int a = 0; a < size; a++) {
      for (int b = a + 1; b < size; b++) {
        int cell = a * size + b;
        rows.add(
            List.of(
                correlation.names().get(a),
                correlation.names().get(b),
                correlation.numbers()[cell],
                (double) correlation.values()[cell],
                correlation.low()[cell],
                correlation.high()[cell]));
      }
    }
    return new Table(
        "error_correlation",
        "Correlation of " + correlation.over().words(),
        List.of("prediction head", "other", "compared", "correlation", "low", "high"),
        rows);
  }
}
