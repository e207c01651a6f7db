package org.loupe.method.occlusion.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;

/**
 * What is worth saying about an occlusion, each by a stated rule.
 *
 * @param input of which parts were hidden
 * @param windows '586 windows, 15 recordings'
 */
record OcclusionFindings(
    Described described,
    String input,
    Units units,
    Grid grid,
    Resampling resampling,
    String windows) {
  private static final int NAMED = 5;

  /**
   * The findings whose rules hold.
   *
   * @param summary of all windows
   * @param drop [windows, places]
   * @param asked the window's size as it was asked for
   */
  List<Finding> all(Greatest greatest, Summary summary, float[] drop, Extent asked) {
    List<Finding> findings = new ArrayList<>();
    if (!grid.window().equals(asked)) {
      findings.add(cut(asked));
    }
    if (isZero(drop)) {
      findings.add(zero());
      return findings;
    }
    Interval interval = greatest.interval();
    if (interval != null && interval.low() > 0) {
      findings.add(greatest(greatest, interval));
    }
    int[] outstanding = summary.outstanding();
    if (outstanding.length > 0 && units.size() > 1) {
      findings.add(outstanding(outstanding, summary.units()));
    }
    resampling.caution("top").ifPresent(findings::add);
    return findings;
  }

  private static boolean isZero(float[] drop) {
    for (float value : drop) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private Finding cut(Extent asked) {
    return Finding.caution(
        "window_cut",
        String.format(
            "The sliding window of %d,%d was cut to %d,%d: the input has %d %s and %s.",
            asked.steps(),
            asked.units(),
            grid.window().steps(),
            grid.window().units(),
            grid.steps(),
            grid.steps() == 1 ? "step" : "steps",
            units.count(grid.units())),
        List.of(
            (double) asked.steps(),
            (double) asked.units(),
            (double) grid.window().steps(),
            (double) grid.window().units()),
        "said whenever the sliding window is larger than the input",
        null);
  }

  private Finding zero() {
    return new Finding(
        "zero",
        String.format(
            "Hiding any place of the input leaves the %s of %s exactly as it is (%s).",
            described.value(), described.head(), windows),
        List.of(0.0),
        "said when every drop is exactly zero",
        "heatmap");
  }

  /** Of whole channels or groups, so that it can be held against methods that rank these. */
  private Finding outstanding(int[] members, Bootstrap.Means means) {
    String named =
        Arrays.stream(members)
            .limit(NAMED)
            .mapToObj(u -> units.names().get(u) + " " + Numbers.significant(means.mean()[u]))
            .collect(Collectors.joining(", "));
    return new Finding(
            "outstanding",
            String.format(
                "%d of %s %s out: averaged over all steps, hiding %s costs more than hiding the mean %s (%s): %s%s.",
                members.length,
                units.count(units.size()),
                members.length == 1 ? "stands" : "stand",
                members.length == 1 ? "it" : "each of them",
                units.noun(),
                windows,
                named,
                members.length > NAMED ? " and others" : ""),
            IntStream.of(members).mapToObj(u -> means.mean()[u]).toList(),
            "names those whose 95 % interval of the mean drop lies above zero and above the mean of all; they are held against other methods",
            "top")
        .claiming(
            new Claim(
                units.dimension(),
                input,
                described.head(),
                IntStream.of(members).boxed().collect(Collectors.toSet()),
                units.size()));
  }

  private Finding greatest(Greatest greatest, Interval interval) {
    Grid.Place place = greatest.place();
    return new Finding(
        "greatest",
        String.format(
            "The %s of %s drops most without %s of %s: by %s (95 %% interval %s to %s; %s).",
            described.value(),
            described.head(),
            place.stepWords(),
            units.range(place.fromUnit(), place.toUnit()),
            Numbers.significant(greatest.mean()),
            Numbers.significant(interval.low()),
            Numbers.significant(interval.high()),
            windows),
        List.of(greatest.mean(), interval.low(), interval.high()),
        "said when the 95 % interval of the greatest mean drop lies above zero; of many places the greatest is a little too great by chance",
        "heatmap");
  }
}
