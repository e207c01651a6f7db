package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Table;

/** The table of a result. */
final class AblationTables {
  private AblationTables() {}

  /**
   * Every item, in order.
   *
   * @param importance one per item, NaN where there is none
   */
  static Table items(
      Described subject, List<Item> items, List<Summary> summaries, float[] importance) {
    List<String> columns = new ArrayList<>(List.of(subject.over().noun(), "layer", "number"));
    for (Summary summary : summaries) {
      String key = summary.metric().key();
      columns.addAll(List.of(key, key + " low", key + " high"));
      if (summary.metric().kind() != Metric.Kind.OUTPUT) {
        columns.add(key + " p adjusted");
      }
    }
    columns.add("gradient importance");
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      List<Object> row = new ArrayList<>(List.of(item.name(), item.layer(), item.number()));
      for (Summary summary : summaries) {
        @Nullable Interval interval = summary.means().interval(i);
        row.add(summary.mean(i));
        row.add(Interval.lowerEnd(interval));
        row.add(Interval.upperEnd(interval));
        if (summary.metric().kind() != Metric.Kind.OUTPUT) {
          row.add(summary.p()[i]);
        }
      }
      row.add((double) importance[i]);
      rows.add(row);
    }
    return new Table(
        "items", "Effect of " + subject.done() + " on " + subject.target(), columns, rows);
  }
}
