package org.loupe.method.occlusion.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Table;

/** The numbers behind the figures. */
final class OcclusionTables {
  private OcclusionTables() {}

  /** All units by their mean drop, with the step at which each matters most. */
  static Table units(Described described, Units units, Grid grid, Summary summary) {
    Bootstrap.Means means = summary.units();
    List<List<Object>> rows = new ArrayList<>();
    for (int u : summary.ranking()) {
      Interval interval = means.interval(u);
      int strongest = 0;
      for (int t = 1; t < grid.steps(); t++) {
        strongest =
            summary.map()[t * units.size() + u] > summary.map()[strongest * units.size() + u]
                ? t
                : strongest;
      }
      rows.add(
          List.of(
              rows.size() + 1,
              units.names().get(u),
              means.mean()[u],
              Interval.lowerEnd(interval),
              Interval.upperEnd(interval),
              strongest));
    }
    return new Table(
        units.nouns(),
        described.drop() + ", by " + units.noun(),
        List.of("rank", units.noun(), "mean drop", "low", "high", "strongest step"),
        rows);
  }
}
