package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Caveat;
import org.loupe.analysis.Finding;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/**
 * How outputs change with the time spans.
 *
 * @param provenance how it came about
 * @param head the prediction head
 * @param steps of its output
 * @param values at each step
 * @param spans the time spans
 * @param changes mean |change| per window, of all scales and then the alternatives
 * @param byValue mean |change| per window, asked scale and value
 * @param errors sum of errors and count by turns, per window; null without true values
 * @param gradient ∂F/∂Δt, [N,T], or [N,1] of one span per window
 * @param summary all windows put together
 * @param resampling what the windows belong to
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 * @param caveats what attributions to the time spans are to be read with
 */
record SensitivityResult(
    Provenance provenance,
    PredictionHead head,
    int steps,
    int values,
    TimeSpans spans,
    PerWindow changes,
    PerWindow byValue,
    @Nullable PerWindow errors,
    PerWindow gradient,
    SensitivitySummary summary,
    Resampling resampling,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings,
    List<Caveat> caveats)
    implements Result {

  /** The changes at each scale that was asked for, and the error with the true spans. */
  @Override
  public Samples samples() {
    Scales scales = summary.scales();
    int asked = scales.asked().length;
    int windows = changes.windows();
    float[] values = new float[windows * asked];
    List<String> names = new ArrayList<>();
    for (int a = 0; a < asked; a++) {
      names.add(Scales.text(scales.asked()[a]).substring(1));
      for (int n = 0; n < windows; n++) {
        values[n * asked + a] = changes.at(n, scales.place(a));
      }
    }
    List<Sample> all = new ArrayList<>();
    all.add(
        Sample.means(
                "sensitivity",
                "Mean |change| of the outputs with scaled time spans",
                Dimension.VALUE,
                names.stream().map(name -> "×" + name).toList(),
                values)
            .ofScalars(names.stream().map(name -> "sensitivity/" + name).toList()));
    PerWindow known = errors;
    if (known != null) {
      float[] above = new float[windows];
      float[] below = new float[windows];
      for (int n = 0; n < windows; n++) {
        above[n] = known.at(n, 0);
        below[n] = known.at(n, 1);
      }
      all.add(
          Sample.ratios(
                  "error", "Error with the true spans", Dimension.VALUE, List.of(""), above, below)
              .ofScalars(List.of("error")));
    }
    return Samples.of(resampling, all)
        .without(
            Map.of(
                "spread", "a standard deviation is of all windows together",
                "slope_difference", "it is a ratio of slopes of all windows together"));
  }

  @Override
  public Map<String, Tensor> arrays() {
    Scales scales = summary.scales();
    int asked = scales.asked().length;
    float[] sensitivity = new float[asked];
    float[] byStep = new float[asked * steps];
    for (int a = 0; a < asked; a++) {
      int place = scales.place(a);
      sensitivity[a] = (float) summary.changes().mean()[place];
      for (int t = 0; t < steps; t++) {
        byStep[a * steps + t] = (float) summary.byStep()[place * steps + t];
      }
    }
    Axis axis = new Axis("scale", Dimension.VALUE, asked);
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("sensitivity", FloatTensor.of(sensitivity, axis));
    arrays.put("by_step", FloatTensor.of(byStep, axis, Axis.of(Dimension.TIME, steps)));
    arrays.put(
        "gradient_timespans",
        FloatTensor.of(
            gradient.values(),
            Axis.of(Dimension.WINDOW, gradient.windows()),
            Axis.of(Dimension.TIME, gradient.columns())));
    return arrays;
  }

  /** What an error is. */
  String error() {
    return head.kind() == PredictionHead.Kind.CATEGORICAL ? "error rate" : "mean squared error";
  }
}
