package org.loupe.method.attention.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Table;

/** The table of a result. */
final class AttentionTables {
  private AttentionTables() {}

  /** Every attention head with its label, score and metrics, each with its interval. */
  static Table heads(List<HeadSummary> heads) {
    List<String> columns =
        new ArrayList<>(
            List.of("module", "attention head", "queries", "keys", "label", "score", "agreement"));
    for (HeadMetric metric : HeadMetric.values()) {
      columns.add(metric.key());
      columns.add(metric.key() + " low");
      columns.add(metric.key() + " high");
    }
    List<List<Object>> rows = new ArrayList<>();
    for (HeadSummary head : heads) {
      List<Object> row =
          new ArrayList<>(
              List.of(
                  head.module().name(),
                  head.head(),
                  head.module().queries(),
                  head.module().keys(),
                  head.pattern().word(),
                  head.score(),
                  head.agreement()));
      for (HeadMetric metric : HeadMetric.values()) {
        @Nullable Interval interval = head.interval(metric);
        row.add(head.metrics()[metric.ordinal()]);
        row.add(Interval.lowerEnd(interval));
        row.add(Interval.upperEnd(interval));
      }
      rows.add(row);
    }
    return new Table("attention_heads", "Attention heads: " + Pattern.RULE, columns, rows);
  }
}
