package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loupe.analysis.Finding;

/** What is worth saying of an alignment. */
final class AlignmentFindings {
  private static final double SIGNIFICANT = 0.05;
  private static final double MOST_VARIANCE = 0.9;

  private AlignmentFindings() {}

  static List<Finding> of(String baseline, Alignment alignment) {
    List<Finding> findings = new ArrayList<>();
    findings.add(fit(baseline, alignment));
    if (alignment.kept() < MOST_VARIANCE) {
      findings.add(
          Finding.caution(
              "variance." + alignment.checkpoint(),
              String.format(
                  Locale.ROOT,
                  "The %d dimensions that were aligned hold %.1f %% of the variance of the embedding"
                      + " of '%s' or '%s'; what lies beside them is not compared.",
                  alignment.dimensions(),
                  100 * alignment.kept(),
                  baseline,
                  alignment.checkpoint()),
              List.of(100 * alignment.kept()),
              "said below 90 %",
              "residual"));
    }
    return List.copyOf(findings);
  }

  private static Finding fit(String baseline, Alignment alignment) {
    List<Double> numbers =
        List.of(
            alignment.disparity(),
            alignment.byChance(),
            alignment.pValue(),
            alignment.meanMoved().value());
    String words =
        String.format(
            Locale.ROOT,
            "disparity %.3f, by chance %.3f, p = %.3f",
            alignment.disparity(),
            alignment.byChance(),
            alignment.pValue());
    String rule =
        "the arrangement is kept where at most 5 % of "
            + alignment.chance().length
            + " random deals of the windows fit as well";
    return alignment.pValue() <= SIGNIFICANT
        ? new Finding(
            "kept." + alignment.checkpoint(),
            String.format(
                Locale.ROOT,
                "'%s' arranges windows as '%s' does, but for a rotation, more than by chance (%s);"
                    + " a window moved by %.2f of the typical distance from the mean.",
                alignment.checkpoint(),
                baseline,
                words,
                alignment.meanMoved().value()),
            numbers,
            rule,
            "residual")
        : Finding.caution(
            "unlike." + alignment.checkpoint(),
            String.format(
                Locale.ROOT,
                "No rotation lays the windows of '%s' onto those of '%s' better than by chance"
                    + " (%s): how far they moved says nothing.",
                alignment.checkpoint(),
                baseline,
                words),
            numbers,
            rule,
            "residual");
  }
}
