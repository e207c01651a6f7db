package org.loupe.method.cka.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.method.cka.internal.CkaParameters.Estimator;

/**
 * What is worth saying of a checkpoint's layers beside the baseline's.
 *
 * @param baseline its name
 * @param map the checkpoint's similarities
 * @param layers id of the figure that shows all of them
 */
record CkaFindings(String baseline, LayerMap map, String layers, CkaParameters parameters) {
  /** Fewer rows per unit make the biased estimate too high. */
  private static final int ROWS_PER_UNIT = 5;

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    List<LayerMap.Same> known =
        map.diagonal().stream().filter(same -> !Double.isNaN(same.value())).toList();
    if (known.isEmpty()) {
      findings.add(
          Finding.caution(
              "no_common_layer." + map.checkpoint(),
              "No layer of '"
                  + map.checkpoint()
                  + "' has the name and the rows of one of '"
                  + baseline
                  + "': only the map of all pairs can be read.",
              List.of((double) map.diagonal().size()),
              "said where the diagonal has no number",
              layers));
      return findings;
    }
    Comparator<LayerMap.Same> byValue = Comparator.comparing(LayerMap.Same::value);
    LayerMap.Same least = known.stream().min(byValue).orElseThrow();
    LayerMap.Same most = known.stream().max(byValue).orElseThrow();
    findings.add(
        new Finding(
            "least_alike." + map.checkpoint(),
            String.format(
                "Of %d layers, %s differs most between '%s' and '%s' (CKA %s), %s least (%s); half"
                    + " of them lie above %s.",
                known.size(),
                least.layer(),
                baseline,
                map.checkpoint(),
                words(least),
                most.layer(),
                words(most),
                Numbers.fixed(median(known), 3)),
            List.of(least.value(), most.value(), median(known)),
            "said of every checkpoint with layers of the same names",
            "diagonal"));
    long few =
        known.stream().filter(same -> same.rows() < (long) ROWS_PER_UNIT * same.units()).count();
    if (few > 0 && parameters.estimator() == Estimator.BIASED) {
      findings.add(
          Finding.caution(
              "few_rows." + map.checkpoint(),
              few
                  + (few == 1 ? " layer has" : " layers have")
                  + " fewer than "
                  + ROWS_PER_UNIT
                  + " rows per unit, where the biased estimate is too high; draw more rows, or use"
                  + " estimator=debiased.",
              List.of((double) few),
              "said of the biased estimate below " + ROWS_PER_UNIT + " rows per unit",
              "diagonal"));
    }
    return findings;
  }

  private static String words(LayerMap.Same same) {
    Interval interval = same.interval();
    return Numbers.fixed(same.value(), 3)
        + (interval == null
            ? ""
            : " ["
                + Numbers.fixed(interval.low(), 3)
                + ", "
                + Numbers.fixed(interval.high(), 3)
                + "]");
  }

  private static double median(List<LayerMap.Same> known) {
    double[] sorted = known.stream().mapToDouble(LayerMap.Same::value).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
