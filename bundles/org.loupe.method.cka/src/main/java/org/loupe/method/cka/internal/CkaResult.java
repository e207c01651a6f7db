package org.loupe.method.cka.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * Similarity of the layers of checkpoints to those of a baseline.
 *
 * @param provenance how the numbers came about
 * @param parameters what was asked for
 * @param maps one per checkpoint that was held against the baseline, in their order
 * @param resampling what the windows belong to
 * @param method how intervals were made; empty if there are none
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record CkaResult(
    Provenance provenance,
    CkaParameters parameters,
    List<LayerMap> maps,
    Resampling resampling,
    String method,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  static CkaResult of(
      Provenance provenance,
      CkaParameters parameters,
      List<LayerMap> maps,
      Resampling resampling,
      String method,
      List<Finding> cautions) {
    List<Finding> findings = new ArrayList<>();
    for (int place = 0; place < maps.size(); place++) {
      findings.addAll(
          new CkaFindings(
                  provenance.checkpoint(), maps.get(place), CkaFigures.layersId(place), parameters)
              .all());
    }
    if (!method.isEmpty()) {
      resampling.caution("diagonal").ifPresent(findings::add);
    }
    findings.addAll(cautions);
    return new CkaResult(
        provenance,
        parameters,
        List.copyOf(maps),
        resampling,
        method,
        scalars(maps),
        List.of(table(maps)),
        List.copyOf(findings));
  }

  private static List<Scalar> scalars(List<LayerMap> maps) {
    List<Scalar> scalars = new ArrayList<>();
    for (LayerMap map : maps) {
      for (LayerMap.Same same : map.diagonal()) {
        scalars.add(
            new Scalar(
                "cka." + map.checkpoint() + "." + same.layer(),
                "CKA of " + same.layer() + " of " + map.checkpoint(),
                same.value(),
                same.interval()));
      }
    }
    return List.copyOf(scalars);
  }

  private static Table table(List<LayerMap> maps) {
    List<List<Object>> rows = new ArrayList<>();
    for (LayerMap map : maps) {
      for (LayerMap.Same same : map.diagonal()) {
        rows.add(
            List.of(
                map.checkpoint(),
                same.layer(),
                same.units(),
                same.rows(),
                same.value(),
                Interval.lowerEnd(same.interval()),
                Interval.upperEnd(same.interval())));
      }
    }
    return new Table(
        "diagonal",
        "Layers of the same name",
        List.of("checkpoint", "layer", "units", "rows", "CKA", "low", "high"),
        rows);
  }

  /**
   * {@code cka/<checkpoint>} [L,M]: the baseline's layers by the other's, whose names are columns
   * and rows of the figure of both; NaN where two have no rows in common, or one is constant.
   */
  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (LayerMap map : maps) {
      arrays.put(
          "cka/" + map.checkpoint(),
          FloatTensor.of(
              map.values(),
              Axis.of(Dimension.LAYER, map.rows().size()),
              new Axis("other_layer", Dimension.LAYER, map.columns().size())));
    }
    return arrays;
  }
}
