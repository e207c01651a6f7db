package org.loupe.method.sensors.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Table;

/** The tables of a result. */
final class SensorTables {
  private SensorTables() {}

  static List<Table> all(
      Described described,
      Units units,
      ChannelNames names,
      Ranking ranking,
      @Nullable Interactions interactions) {
    List<Table> tables = new ArrayList<>();
    tables.add(ranked(described, units, names, ranking));
    if (!units.isGroups() && !names.groupings().isEmpty()) {
      tables.add(groups(described, names, ranking));
    }
    if (interactions != null) {
      tables.add(pairs(described, units, ranking, interactions));
    }
    return tables;
  }

  /** All units, the greatest drop first. */
  private static Table ranked(
      Described described, Units units, ChannelNames names, Ranking ranking) {
    List<List<Object>> rows = new ArrayList<>();
    int[] order = ranking.order();
    for (int rank = 0; rank < order.length; rank++) {
      int u = order[rank];
      rows.add(
          List.of(
              rank + 1,
              u,
              units.names().get(u),
              units.isGroups() ? (Object) units.channels().get(u).length : names.group(u),
              ranking.mean()[u],
              ranking.low()[u],
              ranking.high()[u],
              ranking.p()[u],
              ranking.q()[u],
              ranking.standsOut()[u] ? "yes" : "no"));
    }
    return new Table(
        units.isGroups() ? "groups" : "channels",
        "Drop of the "
            + described.score()
            + " by "
            + units.noun()
            + " that is "
            + described.change(),
        List.of(
            "rank",
            units.noun(),
            "name",
            units.isGroups() ? "channels" : names.grouping(),
            "mean",
            "low",
            "high",
            "p",
            "q",
            "stands out"),
        rows);
  }

  private static Table groups(Described described, ChannelNames names, Ranking ranking) {
    List<List<Object>> rows = new ArrayList<>();
    names
        .groupings()
        .forEach(
            (grouping, groups) ->
                GroupDrop.of(grouping, groups, ranking.means())
                    .forEach(
                        each ->
                            rows.add(
                                List.of(
                                    each.grouping(),
                                    each.group(),
                                    each.channels(),
                                    each.mean(),
                                    each.low(),
                                    each.high()))));
    return new Table(
        "channel_groups",
        "Mean drop of the " + described.score() + " per channel of a group",
        List.of("grouping", "group", "channels", "mean", "low", "high"),
        rows);
  }

  private static Table pairs(
      Described described, Units units, Ranking ranking, Interactions interactions) {
    Bootstrap.Means means = interactions.means();
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      for (int j = i + 1; j < units.size(); j++) {
        int pair = interactions.pair(i, j);
        double single = ranking.mean()[i] + ranking.mean()[j];
        rows.add(
            List.of(
                units.names().get(i),
                units.names().get(j),
                single + means.mean()[pair],
                single,
                means.mean()[pair],
                means.hasIntervals() ? means.low()[pair] : Double.NaN,
                means.hasIntervals() ? means.high()[pair] : Double.NaN));
      }
    }
    rows.sort((a, b) -> Double.compare(Math.abs((double) b.get(4)), Math.abs((double) a.get(4))));
    return new Table(
        "interactions",
        "Drop of the " + described.score() + " by pairs of groups",
        List.of("group", "other group", "joint", "sum of singles", "interaction", "low", "high"),
        rows);
  }
}
