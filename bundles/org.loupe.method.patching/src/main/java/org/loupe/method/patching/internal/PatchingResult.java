package org.loupe.method.patching.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
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
 * What patching modules of checkpoints with a baseline's brought back.
 *
 * @param provenance how the numbers came about
 * @param parameters what was asked for
 * @param pairs one per checkpoint that was patched, in their order
 * @param resampling what the windows belong to
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record PatchingResult(
    Provenance provenance,
    PatchingParameters parameters,
    List<Pair> pairs,
    Resampling resampling,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  static PatchingResult of(
      Provenance provenance,
      PatchingParameters parameters,
      List<Pair> pairs,
      Resampling resampling,
      List<Finding> cautions) {
    List<Finding> findings = new ArrayList<>();
    pairs.forEach(
        pair ->
            findings.addAll(new PatchingFindings(provenance.checkpoint(), pair, parameters).all()));
    resampling.caution("recovered").ifPresent(findings::add);
    findings.addAll(cautions);
    return new PatchingResult(
        provenance,
        parameters,
        List.copyOf(pairs),
        resampling,
        scalars(pairs),
        List.of(table(pairs)),
        List.copyOf(findings));
  }

  private static List<Scalar> scalars(List<Pair> pairs) {
    List<Scalar> scalars = new ArrayList<>();
    for (Pair pair : pairs) {
      scalars.add(
          new Scalar(
              "difference." + pair.checkpoint(),
              "Baseline less " + pair.checkpoint(),
              pair.difference(),
              pair.interval()));
      for (Pair.Module module : pair.modules()) {
        scalars.add(
            new Scalar(
                "recovered." + pair.checkpoint() + "." + module.name(),
                "Recovered in " + pair.checkpoint() + " by " + module.name(),
                module.recovered(),
                module.interval()));
      }
    }
    return List.copyOf(scalars);
  }

  private static Table table(List<Pair> pairs) {
    List<List<Object>> rows = new ArrayList<>();
    for (Pair pair : pairs) {
      for (Pair.Module module : pair.modules()) {
        rows.add(
            List.of(
                pair.checkpoint(),
                module.name(),
                pair.donor(),
                pair.receiver(),
                module.metric(),
                module.recovered(),
                Interval.lowerEnd(module.interval()),
                Interval.upperEnd(module.interval())));
      }
    }
    return new Table(
        "modules",
        "Recovered by module",
        List.of(
            "checkpoint", "module", "baseline", "unpatched", "patched", "recovered", "low", "high"),
        rows);
  }

  /** The modules of all pairs, those that recover most in any of them first. */
  List<String> modules() {
    Set<String> names = new LinkedHashSet<>();
    pairs.forEach(pair -> pair.modules().forEach(module -> names.add(module.name())));
    List<String> sorted = new ArrayList<>(names);
    sorted.sort((a, b) -> Double.compare(most(b), most(a)));
    return sorted;
  }

  private double most(String module) {
    return pairs.stream()
        .mapToDouble(pair -> value(pair, module, Pair.Module::recovered))
        .filter(value -> !Double.isNaN(value))
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  static double value(Pair pair, String module, ToDoubleFunction<Pair.Module> what) {
    return pair.modules().stream()
        .filter(each -> each.name().equals(module))
        .mapToDouble(what)
        .findFirst()
        .orElse(Double.NaN);
  }

  /**
   * {@code recovered} and {@code metric} [K,M], K checkpoints by M modules in the order of the
   * figure; NaN where a share is n/a or a checkpoint has no such module.
   */
  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("recovered", array(Pair.Module::recovered));
    arrays.put("metric", array(Pair.Module::metric));
    return arrays;
  }

  private FloatTensor array(ToDoubleFunction<Pair.Module> what) {
    List<String> modules = modules();
    float[] values = new float[pairs.size() * modules.size()];
    Arrays.fill(values, Float.NaN);
    for (int k = 0; k < pairs.size(); k++) {
      for (int m = 0; m < modules.size(); m++) {
        values[k * modules.size() + m] = (float) value(pairs.get(k), modules.get(m), what);
      }
    }
    return FloatTensor.of(
        values,
        Axis.of(Dimension.CHECKPOINT, pairs.size()),
        Axis.of(Dimension.LAYER, modules.size()));
  }
}
