package org.loupe.method.sensors.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.SignFlips;

/** The key findings in words, each by a stated rule. */
final class SensorFindings {
  private static final int NAMED = 5;
  private static final int TOP = 10;

  private final Described described;
  private final Units units;
  private final ChannelNames names;
  private final Ranking ranking;
  private final Resampling resampling;
  private final String windows;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param windows '586 windows, 15 recordings'
   */
  SensorFindings(
      Described described,
      Units units,
      ChannelNames names,
      Ranking ranking,
      Resampling resampling,
      String windows) {
    this.described = described;
    this.units = units;
    this.names = names;
    this.ranking = ranking;
    this.resampling = resampling;
    this.windows = windows;
  }

  /** The findings whose rules hold. */
  List<Finding> all(@Nullable Interactions interactions) {
    outstanding();
    if (ranking.outstanding() > 0 && !units.isGroups()) {
      share();
      fewer();
      group();
    }
    if (interactions != null && interactions.strongest().length > 0) {
      interaction(interactions);
    }
    unchanged();
    fewClusters();
    return findings;
  }

  private void outstanding() {
    int count = ranking.outstanding();
    if (count == 0) {
      int first = ranking.order()[0];
      findings.add(
          claimed(
              new Finding(
                  "none_outstanding",
                  String.format(
                      "No %s stands out of the noise: the greatest mean drop of the %s is %s (%s, %s; %s).",
                      units.noun(),
                      described.score(),
                      Numbers.significant(ranking.mean()[first]),
                      units.names().get(first),
                      spread(first),
                      windows),
                  List.of(0.0, ranking.mean()[first]),
                  rule(),
                  figure())));
      return;
    }
    int[] order = Arrays.stream(ranking.order()).filter(u -> ranking.standsOut()[u]).toArray();
    String named =
        String.join(", ", Arrays.stream(order).limit(NAMED).mapToObj(units.names()::get).toList());
    findings.add(
        claimed(
            new Finding(
                "outstanding",
                String.format(
                    "%d of %s %s out of the noise, led by %s%s: %s takes the %s down by %s (%s; %s).",
                    count,
                    units.count(units.size()),
                    count == 1 ? "stands" : "stand",
                    named,
                    count > NAMED ? " and others" : "",
                    units.names().get(order[0]) + ", " + described.change() + ",",
                    described.score(),
                    Numbers.significant(ranking.mean()[order[0]]),
                    spread(order[0]),
                    windows),
                List.of((double) count, (double) units.size(), ranking.mean()[order[0]]),
                rule(),
                figure())));
  }

  /** Only what was tested is held against other methods. */
  private Finding claimed(Finding finding) {
    if (!ranking.isTested()) {
      return finding;
    }
    Set<Integer> members =
        IntStream.range(0, units.size())
            .filter(u -> ranking.standsOut()[u])
            .boxed()
            .collect(Collectors.toSet());
    boolean couldStandOut =
        SignFlips.least(resampling.units()) * (units.size() - ranking.still()) < Ranking.LEVEL;
    return members.isEmpty() && !couldStandOut
        ? finding
        : finding.claiming(
            new Claim(
                units.dimension(),
                described.input(),
                described.predictionHead(),
                members,
                units.size()));
  }

  /** Far fewer channels may do: a reason to try, no proof. */
  private void fewer() {
    int needed = ranking.needed(0.9);
    if (ranking.isTested() && 2 * needed <= units.size()) {
      findings.add(
          Finding.recommendation(
              "fewer_channels",
              String.format(
                  "Try to train with fewer channels: %d of %d make up 90 %% of all positive drops of the %s (%s). Whether the others can be left out together was not measured here.",
                  needed, units.size(), described.score(), windows),
              List.of((double) needed, (double) units.size()),
              "said when channels were tested across clusters, one stands out, and at most half of the channels make up 90 % of the positive drops",
              "cumulative"));
    }
  }

  private String figure() {
    return units.isGroups() ? "groups" : "top_channels";
  }

  private String spread(int u) {
    return switch (ranking.spread()) {
      case INTERVAL -> Numbers.interval(ranking.low()[u], ranking.high()[u]);
      case REPEATS ->
          "from "
              + Numbers.significant(ranking.low()[u])
              + " to "
              + Numbers.significant(ranking.high()[u])
              + " over repeats";
      case NONE -> "without interval";
    };
  }

  /** When a unit stands out. */
  private String rule() {
    return rule(ranking, resampling);
  }

  static String rule(Ranking ranking, Resampling resampling) {
    if (ranking.isTested()) {
      return "a mean drop above 0 stands out where the sign-flip test across "
          + resampling.describe()
          + ", adjusted by Benjamini and Hochberg, gives q < 0.05";
    }
    return "without a test across clusters a drop stands out where its "
        + switch (ranking.spread()) {
          case INTERVAL -> "interval";
          case REPEATS -> "least repeat";
          case NONE -> "value";
        }
        + " lies above the magnitude of the most negative mean drop ("
        + Numbers.significant(ranking.floor())
        + "), which can only be noise or harm";
  }

  private void share() {
    int needed = ranking.needed(0.9);
    double[] shares = ranking.cumulative();
    int top = Math.min(TOP, shares.length);
    long negative = Arrays.stream(ranking.mean()).filter(value -> value < 0).count();
    findings.add(
        new Finding(
            "cumulative",
            String.format(
                Locale.ROOT,
                "%s make%s up 90 %% of all positive drops, the first %d make up %.0f %% (%d negative drops count as 0; %s).",
                units.count(needed),
                needed == 1 ? "s" : "",
                top,
                100 * shares[top - 1],
                negative,
                windows),
            List.of((double) needed, (double) top, shares[top - 1], (double) negative),
            "said whenever a channel stands out of the noise",
            "cumulative"));
  }

  private void group() {
    List<GroupDrop> groups = GroupDrop.of(names.grouping(), names.groups(), ranking.means());
    if (groups.size() < 2) {
      return;
    }
    GroupDrop first = groups.get(0);
    Interval interval = first.interval();
    if (interval != null && interval.low() > 0) {
      findings.add(
          new Finding(
              "strongest_group",
              String.format(
                  "Of the groups by %s, the channels of %s matter most on average: %s each (95 %% interval %s to %s; %s).",
                  names.grouping(),
                  first.group(),
                  Numbers.significant(first.mean()),
                  Numbers.significant(interval.low()),
                  Numbers.significant(interval.high()),
                  windows),
              List.of(first.mean(), interval.low(), interval.high()),
              "said when the interval of the group with the greatest mean drop lies above 0",
              "groups"));
    }
  }

  private void interaction(Interactions interactions) {
    int[] pair = interactions.strongest();
    int at = interactions.pair(pair[0], pair[1]);
    int sure = (int) IntStream.range(0, interactions.pairs()).filter(interactions::isSure).count();
    if (!interactions.isSure(at)) {
      return;
    }
    double value = interactions.means().mean()[at];
    findings.add(
        new Finding(
            "interaction",
            String.format(
                "%s and %s interact most: ablated together they take the %s down by %s %s than the sum of both alone (95 %% interval %s to %s; %s); the intervals of %d of %d pairs leave out 0, each taken by itself.",
                units.names().get(pair[0]),
                units.names().get(pair[1]),
                described.score(),
                Numbers.significant(Math.abs(value)),
                value > 0 ? "more" : "less",
                Numbers.significant(interactions.means().low()[at]),
                Numbers.significant(interactions.means().high()[at]),
                windows,
                sure,
                interactions.pairs()),
            List.of(value, (double) sure, (double) interactions.pairs()),
            "said when the interval of the interaction of the greatest magnitude leaves out 0",
            "interactions"));
  }

  private void unchanged() {
    int still = ranking.still();
    if (still > 0) {
      findings.add(
          new Finding(
              "unchanged",
              String.format(
                  "%d of %s %s the same when %s (%s): the drop is exactly 0, and nothing was evaluated for it.",
                  still,
                  units.count(units.size()),
                  still == 1 ? "stays" : "stay",
                  described.change(),
                  windows),
              List.of((double) still, (double) units.size()),
              "said whenever a change leaves a channel or group as it is in every window",
              figure()));
    }
  }

  private void fewClusters() {
    if (ranking.still() == units.size()) {
      return;
    }
    if (ranking.isTested()) {
      fewForSoMany();
      return;
    }
    findings.add(
        Finding.caution(
            "few_clusters",
            resampling.unit().length == 1
                ? "One window shows the spread over repeats only; it says nothing of other windows."
                : "There are too few "
                    + resampling.nouns()
                    + " to test significance: "
                    + resampling.describe()
                    + ", at least "
                    + SignFlips.LEAST_CLUSTERS
                    + " are needed.",
            List.of((double) resampling.units()),
            "said when the windows belong to fewer than 6 clusters",
            figure()));
  }

  /** Adjusted for many units, the least p-value that few clusters allow may be too large. */
  private void fewForSoMany() {
    int tests = units.size() - ranking.still();
    double least = SignFlips.least(resampling.units()) * tests;
    if (least < Ranking.LEVEL || ranking.outstanding() > 0) {
      return;
    }
    int needed = resampling.units();
    while (SignFlips.least(needed) * tests >= Ranking.LEVEL) {
      needed++;
    }
    findings.add(
        Finding.caution(
            "few_clusters",
            String.format(
                "%s are too few to single out one of %s: however large its drop, its q would be %s at best; at least %d are needed.",
                resampling.describe(),
                units.count(tests),
                Numbers.significant(Math.min(1, least)),
                needed),
            List.of((double) resampling.units(), least, (double) needed),
            "said when no unit stands out and 2 / 2^clusters times the number of tested units is 0.05 or more",
            figure()));
  }
}
