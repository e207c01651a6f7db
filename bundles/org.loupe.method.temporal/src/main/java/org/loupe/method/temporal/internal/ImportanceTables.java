package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.ChannelRows;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;

/** Numbers and tables of a result. */
final class ImportanceTables {
  private ImportanceTables() {}

  static List<Scalar> scalars(
      Explained explained, ImportanceSummary summary, @Nullable OcclusionCheck check) {
    List<Scalar> scalars = new ArrayList<>();
    scalars.add(
        new Scalar(
            "mean",
            "Mean importance per step and channel (" + explained.words() + ")",
            Arrays.stream(summary.channels().mean()).average().orElse(Double.NaN)
                / summary.steps().mean().length,
            null));
    if (summary.quarter() > 0) {
      scalars.add(
          new Scalar(
              "first_quarter",
              "Share of the first quarter of the window",
              summary.ends().mean()[0],
              summary.ends().interval(0)));
      scalars.add(
          new Scalar(
              "last_quarter",
              "Share of the last quarter of the window",
              summary.ends().mean()[1],
              summary.ends().interval(1)));
    }
    Bootstrap.Means spans = summary.spansShare();
    if (spans != null) {
      scalars.add(
          new Scalar(
              "timespans",
              "Share of the time spans beside all channels",
              spans.mean()[0],
              spans.interval(0)));
    }
    if (check != null) {
      scalars.add(
          new Scalar(
              "occlusion/all",
              "Mean change of the outputs with all channels at their mean",
              check.all(),
              check.changes().interval(0)));
      if (check.isComparison()) {
        scalars.add(
            new Scalar(
                "occlusion/strongest",
                "Mean change of the outputs with the strongest channels at their mean",
                check.ofStrongest(),
                check.changes().interval(check.strongestColumn())));
        scalars.add(
            new Scalar(
                "occlusion/random",
                "The same with as many random channels",
                Arrays.stream(check.ofSets()).average().orElse(Double.NaN),
                null));
      }
    }
    return scalars;
  }

  /** All channels, the most important first. */
  static Table channels(
      Explained explained,
      ImportanceSummary summary,
      ChannelSizes sizes,
      @Nullable OcclusionCheck check,
      ChannelNames names) {
    ChannelRows channels = new ChannelRows(names, summary.channels());
    double[] singles = check == null ? new double[0] : check.ofSingles();
    List<List<Object>> rows = new ArrayList<>();
    int[] ranking = summary.ranking();
    for (int rank = 0; rank < ranking.length; rank++) {
      int c = ranking[rank];
      rows.add(
          channels.row(
              rank + 1,
              c,
              summary.shares().mean()[c],
              sizes.magnitude()[c],
              c < singles.length ? singles[c] : Double.NaN));
    }
    return new Table(
        "channels",
        "Channels by importance, summed over all steps (" + explained.words() + ")",
        channels.titles("importance", "share", "mean |x|", "change when occluded"),
        rows);
  }
}
