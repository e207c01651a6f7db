package org.loupe.method.heads.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * Prediction heads on windows.
 *
 * @param provenance how the numbers came about
 * @param parameters what was asked for
 * @param material what the heads said and what is true
 * @param summary all windows put together
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record HeadsResult(
    Provenance provenance,
    HeadsParameters parameters,
    Summary.Material material,
    Summary summary,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  static HeadsResult of(
      Provenance provenance,
      HeadsParameters parameters,
      Summary.Material material,
      Summary summary) {
    return new HeadsResult(
        provenance,
        parameters,
        material,
        summary,
        HeadsTables.scalars(summary),
        HeadsTables.all(summary),
        new HeadsFindings(summary, parameters).all());
  }

  @Override
  public Samples samples() {
    return HeadsSamples.of(summary, material);
  }

  /**
   * Per head what it said [N] or [N,T], −1 where it gave no finite number, a regression head's
   * values with an axis of values where it has several; the softmax probability of the predicted
   * class, NaN where it gave no finite number; and the correlation of errors [H,H] of the
   * categorical heads with true values, NaN where there is none.
   */
  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (Observed head : material.heads()) {
      Said said = head.said();
      int positions = said.windows() * said.steps();
      Axis[] axes = axes(said.head(), said.windows(), said.steps(), 1);
      float[] predicted = new float[positions];
      float[] confidence = new float[positions];
      for (int i = 0; i < positions; i++) {
        predicted[i] = said.predicted(i);
        confidence[i] = said.confidence(i);
      }
      arrays.put("prediction/" + head.name(), FloatTensor.of(predicted, axes));
      arrays.put("confidence/" + head.name(), FloatTensor.of(confidence, axes));
    }
    for (HeadValues head : material.values()) {
      arrays.put(
          "prediction/" + head.head().name(),
          FloatTensor.of(
              head.predicted(), axes(head.head(), head.windows(), head.steps(), head.units())));
    }
    int size = summary.correlation().names().size();
    arrays.put(
        "error_correlation",
        FloatTensor.of(
            summary.correlation().values(),
            Axis.of(Dimension.PREDICTION_HEAD, size),
            new Axis("other_prediction_head", Dimension.PREDICTION_HEAD, size)));
    return arrays;
  }

  private static Axis[] axes(PredictionHead head, int windows, int steps, int units) {
    Axis window = Axis.of(Dimension.WINDOW, windows);
    Axis step = Axis.of(head.isSequence() ? head.axes().get(1) : Dimension.TIME, steps);
    Axis unit = Axis.of(Dimension.VALUE, units);
    return IntStream.range(0, 3)
        .filter(i -> i == 0 || (i == 1 && head.isSequence()) || (i == 2 && units > 1))
        .mapToObj(i -> i == 0 ? window : i == 1 ? step : unit)
        .toArray(Axis[]::new);
  }
}
