package org.loupe.method.occlusion.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;

/** What is worth saying about an occlusion, each by a stated rule. */
record OcclusionFindings(
    Described described, Units units, Grid grid, Resampling resampling, String windows) {

  /**
   * The findings whose rules hold.
   *
   * @param drop [windows, places]
   * @param asked the window's size as it was asked for
   */
  List<Finding> all(Greatest greatest, float[] drop, Extent asked) {
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
