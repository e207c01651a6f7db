package org.loupe.method.drift.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * How far the parameters of checkpoints moved from a baseline's.
 *
 * @param provenance how the numbers came about
 * @param parameters what was asked for
 * @param pairs one per checkpoint that was held against the baseline, in their order
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record DriftResult(
    Provenance provenance,
    DriftParameters parameters,
    List<Pair> pairs,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  static DriftResult of(
      Provenance provenance, DriftParameters parameters, List<Pair> pairs, List<Finding> missing) {
    List<Finding> findings = new ArrayList<>();
    List<Scalar> scalars = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (Pair pair : pairs) {
      findings.addAll(new DriftFindings(provenance.checkpoint(), pair).all());
      scalars.add(
          new Scalar(
              "drift." + pair.checkpoint(),
              "Drift of " + pair.checkpoint(),
              pair.whole().drift(),
              null));
      for (Moved moved : pair.parameters()) {
        rows.add(
            List.of(
                pair.checkpoint(),
                moved.name(),
                moved.elements(),
                moved.before(),
                moved.change(),
                moved.drift()));
      }
    }
    findings.addAll(missing);
    Table table =
        new Table(
            "parameters",
            "Drift by parameter",
            List.of("checkpoint", "parameter", "elements", "norm", "change", "drift"),
            rows);
    return new DriftResult(
        provenance,
        parameters,
        List.copyOf(pairs),
        List.copyOf(scalars),
        List.of(table),
        List.copyOf(findings));
  }

  /** The parameters of all pairs, in the baseline's order. */
  List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    pairs.forEach(pair -> pair.parameters().forEach(moved -> names.add(moved.name())));
    return List.copyOf(names);
  }

  /**
   * {@code drift} [K,P], K checkpoints by P parameters in the table's order; NaN where the
   * baseline's norm is below 1e-12, or a checkpoint has no such parameter.
   */
  @Override
  public Map<String, Tensor> arrays() {
    List<String> names = names();
    float[] values = new float[pairs.size() * names.size()];
    Arrays.fill(values, Float.NaN);
    for (int k = 0; k < pairs.size(); k++) {
      for (Moved moved : pairs.get(k).parameters()) {
        values[k * names.size() + names.indexOf(moved.name())] = (float) moved.drift();
      }
    }
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put(
        "drift",
        FloatTensor.of(
            values,
            Axis.of(Dimension.CHECKPOINT, pairs.size()),
            Axis.of(Dimension.LAYER, names.size())));
    return arrays;
  }
}
