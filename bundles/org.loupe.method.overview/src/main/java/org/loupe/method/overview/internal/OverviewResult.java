package org.loupe.method.overview.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Caveat;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Tensor;

/**
 * Scores of all prediction heads beside their baselines.
 *
 * @param provenance how they came about
 * @param heads in the card's order
 * @param checks what else is known of model and data, in the order shown
 * @param resampling what the windows belong to
 * @param arrays {@code score/<head>} [N,measures]: mean score per window, NaN where nothing counts
 * @param samples the scores per window
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 * @param caveats prediction heads that are as right without an input
 */
record OverviewResult(
    Provenance provenance,
    List<HeadScores> heads,
    List<Check> checks,
    Resampling resampling,
    Map<String, Tensor> arrays,
    Samples samples,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings,
    List<Caveat> caveats)
    implements Result {
  /** Copies the collections. */
  OverviewResult {
    heads = List.copyOf(heads);
    checks = List.copyOf(checks);
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /**
   * Something that was looked at.
   *
   * @param what in a few words
   * @param verdict 'yes', 'no', 'not known', or a number
   * @param remark a sentence, or empty
   */
  record Check(String what, String verdict, String remark) {}

  /** Says of what numbers are: 'window 394' or '586 windows, 15 recordings'. */
  String windows() {
    return resampling.describeWindows(provenance.windows());
  }
}
