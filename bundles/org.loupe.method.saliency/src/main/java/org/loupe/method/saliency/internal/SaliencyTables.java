package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.ChannelRows;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Table;

/** The tables of a result, from the magnitudes of all windows. */
final class SaliencyTables {
  private SaliencyTables() {}

  /** All channels, the strongest first. */
  static Table channels(Explained explained, Summary summary, ChannelNames names) {
    ChannelRows channels = new ChannelRows(names, summary.channels());
    List<List<Object>> rows = new ArrayList<>();
    int[] ranking = summary.ranking();
    for (int rank = 0; rank < ranking.length; rank++) {
      rows.add(channels.row(rank + 1, ranking[rank]));
    }
    return new Table(
        "channels",
        "Channels by mean magnitude of the " + explained.phrase(),
        channels.titles("mean"),
        rows);
  }

  /** All groups of all groupings, the strongest of each grouping first. */
  static Table groups(Explained explained, Summary summary, ChannelNames names) {
    List<List<Object>> rows = new ArrayList<>();
    double total = Arrays.stream(summary.channels().mean()).sum();
    for (Map.Entry<String, Map<String, List<Integer>>> grouping : names.groupings().entrySet()) {
      List<List<Object>> groupRows = new ArrayList<>();
      grouping
          .getValue()
          .forEach(
              (group, members) -> {
                if (!members.isEmpty()) {
                  groupRows.add(row(grouping.getKey(), group, members, summary, total));
                }
              });
      groupRows.sort((a, b) -> Double.compare((double) b.get(3), (double) a.get(3)));
      rows.addAll(groupRows);
    }
    return new Table(
        "channel_groups",
        "Channel groups by mean magnitude of the " + explained.phrase() + " per channel",
        List.of("grouping", "group", "channels", "mean", "low", "high", "share"),
        rows);
  }

  private static List<Object> row(
      String grouping, String group, List<Integer> members, Summary summary, double total) {
    Bootstrap.Means means = summary.channels();
    double sum = members.stream().mapToDouble(c -> means.mean()[c]).sum();
    Interval interval = means.interval(members.stream().mapToInt(Integer::intValue).toArray());
    return List.of(
        grouping,
        group,
        members.size(),
        sum / members.size(),
        Interval.lowerEnd(interval),
        Interval.upperEnd(interval),
        total == 0 ? Double.NaN : sum / total);
  }
}
