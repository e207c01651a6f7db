package org.loupe.method.tokens.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Tensor;

/**
 * Tokens of windows.
 *
 * @param provenance how the numbers came about
 * @param parameters what was asked for
 * @param summary all windows put together
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record TokensResult(
    Provenance provenance,
    TokensParameters parameters,
    TokenSummary summary,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  static TokensResult of(Provenance provenance, TokensParameters parameters, TokenSummary summary) {
    int together = summary.together();
    return new TokensResult(
        provenance,
        parameters,
        summary,
        List.of(
            new Scalar(
                "accuracy",
                "Share of tokens that are entirely right",
                summary.value(together, TokenSummary.ACCURACY),
                summary.interval(together, TokenSummary.ACCURACY)),
            new Scalar(
                "confidence",
                "Mean confidence of tokens",
                summary.value(together, TokenSummary.CONFIDENCE),
                summary.interval(together, TokenSummary.CONFIDENCE))),
        List.of(tokens(summary), confusions(summary)),
        new TokensFindings(summary, provenance.seed()).all());
  }

  @Override
  public Samples samples() {
    return TokenSamples.of(summary);
  }

  @Override
  public Map<String, Tensor> arrays() {
    return Map.of();
  }

  private static Table tokens(TokenSummary summary) {
    List<List<Object>> rows = new ArrayList<>();
    for (int k : summary.byCount()) {
      Interval interval = summary.interval(k, TokenSummary.ACCURACY);
      rows.add(
          List.of(
              summary.name(k),
              summary.counts()[k],
              summary.value(k, TokenSummary.ACCURACY),
              Interval.lowerEnd(interval),
              Interval.upperEnd(interval),
              summary.value(k, TokenSummary.CONFIDENCE),
              1 - summary.value(k, TokenSummary.ACCURACY),
              summary.value(k, TokenSummary.TYPE)));
    }
    return new Table(
        "tokens",
        "Tokens by class",
        List.of(
            "token", "count", "accuracy", "low", "high", "confidence", "error", "type accuracy"),
        rows);
  }

  /** The most frequent first; a class that is only predicted never stands under 'true'. */
  private static Table confusions(TokenSummary summary) {
    List<List<Object>> rows = new ArrayList<>();
    for (int truth = 0; truth < summary.counts().length; truth++) {
      for (int read = 0; read < summary.counts().length; read++) {
        long count = summary.confused(truth, read);
        if (truth != read && count > 0) {
          double share = (double) count / summary.counts()[truth];
          rows.add(List.of(summary.name(truth), summary.name(read), count, share));
        }
      }
    }
    rows.sort((a, b) -> Long.compare((long) b.get(2), (long) a.get(2)));
    return new Table(
        "confusion",
        "Tokens that are taken for others",
        List.of("true", "predicted", "count", "share of true"),
        rows);
  }
}
