package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;

/** What is worth saying about how the state moves from step to step, each by a stated rule. */
final class MovementFindings {
  private static final double CLEAR = 0.2;

  private final Described all;
  private final int windows;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Of a result.
   *
   * @param windows how many were read
   */
  MovementFindings(Described all, int windows) {
    this.all = all;
    this.windows = windows;
  }

  /** The findings whose rules hold. */
  List<Finding> all() {
    early();
    direction();
    cause();
    return List.copyOf(findings);
  }

  private String of() {
    return Resampling.phrase(all.windows());
  }

  private void early() {
    double[] mean = all.summary().movement().mean();
    int greatest = 0;
    double sum = 0;
    for (int t = 0; t < mean.length; t++) {
      greatest = mean[t] > mean[greatest] ? t : greatest;
      sum += mean[t];
    }
    Summary.Estimate early = all.summary().early();
    double average = sum / mean.length;
    if (mean.length < 4 || Double.isNaN(early.value()) || average == 0) {
      return;
    }
    Interval interval = all.summary().movement().interval(greatest);
    findings.add(
        new Finding(
            "moves_most",
            "The state moves most from step "
                + greatest
                + " to "
                + (greatest + 1)
                + ": by "
                + Numbers.significant(mean[greatest])
                + Numbers.inBrackets(interval)
                + ", "
                + Numbers.fixed(mean[greatest] / average, 1)
                + " times the mean over steps ("
                + of()
                + ")."
                + (windows < 2
                    ? ""
                    : " "
                        + Numbers.percent(early.value())
                        + " of windows have their own greatest movement in the first quarter, where chance would have 25 %"
                        + Numbers.percents(early.interval())
                        + "."),
            List.of((double) greatest, mean[greatest], average, early.value()),
            "said of windows with four transitions or more",
            "magnitude"));
  }

  private void direction() {
    Summary.Estimate resultant = all.summary().resultant();
    Transitions transitions = all.parts().transitions();
    if (transitions.form() == Form.GUIDE || transitions.steps() < 4) {
      return;
    }
    double chance = 1 / Math.sqrt(transitions.steps());
    boolean above = resultant.value() > chance;
    Interval interval = resultant.interval();
    boolean sure = interval != null && (above ? interval.low() > chance : interval.high() < chance);
    findings.add(
        new Finding(
            "direction",
            "The steps of a window lead "
                + (!sure
                    ? "no surely different way than independent ones"
                    : above
                        ? "further the same way than independent ones would"
                        : "back and forth: they cancel more than independent ones would")
                + ": resultant length "
                + Numbers.significant(resultant.value())
                + Numbers.inBrackets(interval)
                + ", where independent directions have "
                + Numbers.significant(chance)
                + "; direction consistency "
                + Numbers.significant(all.summary().consistency().value())
                + " ("
                + of()
                + ").",
            List.of(resultant.value(), chance, all.summary().consistency().value()),
            "compares ‖mean direction‖ with 1/√(T−1), the root mean square for independent directions; sure when the 95 % interval lies on one side",
            "magnitude"));
  }

  private void cause() {
    Summary.Estimate spans = all.summary().spans();
    Summary.Estimate input = all.summary().input();
    if (Double.isNaN(spans.value())) {
      return;
    }
    Interval interval = spans.interval();
    boolean clear = interval != null && interval.low() > CLEAR;
    boolean none = interval != null && interval.low() <= 0 && interval.high() >= 0;
    findings.add(
        new Finding(
            "timespans",
            (clear
                    ? "The longer the time span, the further the state moves"
                    : none
                        ? "Time spans do not tell how far the state moves"
                        : "Time spans tell little of how far the state moves")
                + ": Spearman's ρ "
                + Numbers.fixed(spans.value(), 2)
                + Numbers.inBrackets(interval)
                + " within windows ("
                + of()
                + ")"
                + (Double.isNaN(input.value())
                    ? "."
                    : "; of the input's own movement "
                        + Numbers.fixed(input.value(), 2)
                        + Numbers.inBrackets(input.interval())
                        + "."),
            List.of(spans.value(), input.value()),
            "clear when the 95 % interval of the mean ρ of ‖Δh‖ with the time span lies above 0.2, none when it holds 0; the second look is ρ of ‖Δh‖ with ‖Δx‖",
            "magnitude"));
  }
}
