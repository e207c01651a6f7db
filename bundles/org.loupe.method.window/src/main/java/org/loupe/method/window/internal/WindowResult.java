package org.loupe.method.window.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * One window.
 *
 * @param provenance how it came about
 * @param signals what went in
 * @param predictions what came out, and what is true, in the card's order of prediction heads
 * @param tokens names of the true tokens; empty if there are none
 * @param explained the output whose classes are shown, or null
 * @param freeRunning whether the model saw its own previous tokens
 * @param tables every position of every categorical prediction head
 */
record WindowResult(
    Provenance provenance,
    Signals signals,
    List<Predictions> predictions,
    List<String> tokens,
    @Nullable Explained explained,
    boolean freeRunning,
    List<Table> tables)
    implements Result {

  static WindowResult of(
      Provenance provenance,
      Signals signals,
      List<Predictions> predictions,
      List<String> tokens,
      @Nullable Explained explained,
      boolean freeRunning) {
    return new WindowResult(
        provenance,
        signals,
        List.copyOf(predictions),
        List.copyOf(tokens),
        explained,
        freeRunning,
        List.of(table(predictions)));
  }

  /** The window's number. */
  int window() {
    return provenance.windows()[0];
  }

  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put(
        "signals",
        FloatTensor.of(
            signals.physical(),
            Axis.of(Dimension.TIME, signals.steps()),
            Axis.of(Dimension.CHANNEL, signals.channels())));
    for (Predictions head : predictions) {
      Axis positions =
          new Axis(
              "position",
              head.head().axes().get(head.head().axes().size() > 2 ? 1 : 0),
              head.positions());
      Axis units = new Axis("unit", Dimension.VALUE, head.units());
      String kind = head.isCategorical() ? "probability/" : "value/";
      arrays.put(kind + head.head().name(), FloatTensor.of(head.values(), positions, units));
    }
    return arrays;
  }

  @Override
  public List<Scalar> scalars() {
    List<Scalar> scalars = new ArrayList<>();
    for (Predictions head : predictions) {
      int known = 0;
      int right = 0;
      for (int p = 0; head.isCategorical() && p < head.positions(); p++) {
        boolean counts = head.counts()[p] && head.trueClass(p) >= 0;
        known += counts ? 1 : 0;
        right += counts && !head.isWrong(p) ? 1 : 0;
      }
      if (known > 0) {
        scalars.add(
            new Scalar(
                "accuracy." + head.head().name(),
                "Accuracy of " + head.head().name() + " at " + known + " positions",
                (double) right / known,
                null));
      }
    }
    return scalars;
  }

  @Override
  public List<Finding> findings() {
    return List.of();
  }

  private static Table table(List<Predictions> predictions) {
    List<List<Object>> rows = new ArrayList<>();
    for (Predictions head : predictions) {
      for (int p = 0; head.isCategorical() && p < head.positions(); p++) {
        int truth = head.trueClass(p);
        rows.add(
            List.of(
                head.head().name(),
                p,
                head.name(head.predicted(p)),
                head.confidence(p),
                truth < 0 ? "" : head.name(truth),
                head.counts()[p] ? 1 : 0));
      }
    }
    return new Table(
        "predictions",
        "What is predicted and true at every position",
        List.of("prediction head", "position", "predicted", "confidence", "true", "counts"),
        rows);
  }
}
