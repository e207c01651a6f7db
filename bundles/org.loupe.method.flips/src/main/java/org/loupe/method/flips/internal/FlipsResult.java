package org.loupe.method.flips.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.loupe.analysis.Finding;
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
 * Flips of checkpoints against a baseline.
 *
 * @param provenance how the numbers came about
 * @param parameters what was asked for
 * @param pairs one per checkpoint that was held against the baseline, in their order
 * @param resampling what the windows belong to
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record FlipsResult(
    Provenance provenance,
    FlipsParameters parameters,
    List<Pair> pairs,
    Resampling resampling,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  static FlipsResult of(
      Provenance provenance,
      FlipsParameters parameters,
      List<Pair> pairs,
      Resampling resampling,
      List<Finding> cautions) {
    List<Finding> findings = new ArrayList<>();
    String windows = resampling.describeWindows(provenance.windows());
    pairs.forEach(
        pair ->
            findings.addAll(
                new FlipsFindings(provenance.checkpoint(), pair, resampling, windows)
                    .all(provenance.windows())));
    resampling.caution("share").ifPresent(findings::add);
    findings.addAll(cautions);
    return new FlipsResult(
        provenance,
        parameters,
        List.copyOf(pairs),
        resampling,
        FlipsTables.scalars(pairs),
        FlipsTables.all(pairs, provenance.windows()),
        List.copyOf(findings));
  }

  /** The prediction heads that are compared at all. */
  List<String> heads() {
    Set<String> names = new LinkedHashSet<>();
    pairs.forEach(pair -> pair.heads().forEach(head -> names.add(head.name())));
    return List.copyOf(names);
  }

  /** Places of windows, those with the most flips over all pairs and prediction heads first. */
  int[] mostFlipped() {
    Integer[] places = new Integer[provenance.windows().length];
    Arrays.setAll(places, n -> n);
    int[] flips = new int[places.length];
    for (Pair pair : pairs) {
      for (int n = 0; n < flips.length; n++) {
        flips[n] += pair.flips(n);
      }
    }
    Arrays.sort(places, (a, b) -> Integer.compare(flips[b], flips[a]));
    return Arrays.stream(places).mapToInt(Integer::intValue).toArray();
  }

  /**
   * Numbers per prediction head [K,N], K other checkpoints on N windows: {@code positions/<head>}
   * that count, {@code flips/<head>}, and of those with a true class {@code gained/<head>} (wrong
   * to right) and {@code lost/<head>}. NaN where a checkpoint has no such head.
   */
  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (String head : heads()) {
      arrays.put("positions/" + head, array(head, HeadFlips::positions));
      arrays.put("flips/" + head, array(head, HeadFlips::flips));
      arrays.put("gained/" + head, array(head, HeadFlips::gained));
      arrays.put("lost/" + head, array(head, HeadFlips::lost));
    }
    return arrays;
  }

  private FloatTensor array(String name, Function<HeadFlips, int[]> counts) {
    int windows = provenance.windows().length;
    float[] values = new float[pairs.size() * windows];
    Arrays.fill(values, Float.NaN);
    for (int k = 0; k < pairs.size(); k++) {
      int at = k * windows;
      pairs
          .get(k)
          .head(name)
          .ifPresent(
              head -> {
                int[] numbers = counts.apply(head.counts());
                for (int n = 0; n < windows; n++) {
                  values[at + n] = numbers[n];
                }
              });
    }
    return FloatTensor.of(
        values, Axis.of(Dimension.CHECKPOINT, pairs.size()), Axis.of(Dimension.WINDOW, windows));
  }
}
