package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;

/** What is worth saying about hidden states, each by a stated rule. */
final class StatesFindings {
  private static final double MOST_OF_IT = 0.9;
  private static final double STILL = 0.01;
  private static final double SATURATED = 0.9;
  private static final double CLEAR = 0.2;
  private static final int NAMED = 6;

  private final Described all;
  private final int windows;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Of a result.
   *
   * @param windows how many were read
   */
  StatesFindings(Described all, int windows) {
    this.all = all;
    this.windows = windows;
  }

  List<Finding> all() {
    if (all.plane().variance() == 0) {
      still();
    } else {
      dimensions();
      units();
      saturation();
    }
    if (all.parts().transitions().steps() == 0) {
      oneStep();
    } else if (all.plane().variance() > 0) {
      early();
      direction();
      cause();
    }
    if (all.fixedPoints() != null) {
      findings.addAll(
          new FixedPointFindings(all.fixedPoints(), Math.sqrt(all.plane().variance())).all());
    }
    cautions();
    return List.copyOf(findings);
  }

  private String of() {
    return Resampling.phrase(all.windows());
  }

  private void still() {
    findings.add(
        Finding.caution(
            "still",
            "The state is the same at every step of " + of() + ": nothing moves it.",
            List.of(),
            "said when the states have no variance",
            "heatmap"));
  }

  private void dimensions() {
    int units = all.parts().units();
    if (units < 2) {
      findings.add(
          Finding.caution(
              "one_unit",
              "The state has 1 unit, so it is drawn against time in place of a plane.",
              List.of(1.0),
              "said when the state has one unit",
              "trajectories"));
      return;
    }
    int count = all.plane().dimensions(MOST_OF_IT);
    double participation = all.plane().participation();
    double between = all.summary().between();
    findings.add(
        new Finding(
            "dimensions",
            (count == 0 ? "More than " + all.plane().shares().length : Integer.toString(count))
                + " of "
                + units
                + (count == 1 ? " directions carries" : " directions carry")
                + " 90 % of the states' variance ("
                + of()
                + "); the participation ratio counts "
                + Numbers.fixed(participation, 1)
                + "."
                + (windows < 2
                    ? ""
                    : " "
                        + Numbers.percent(between)
                        + " of it lies between the means of windows, the rest is movement within them."),
            List.of((double) count, (double) units, participation, between),
            "said of every state with two or more units; the participation ratio is (Σλ)²/Σλ² of the covariance's eigenvalues, the number of equal directions that would share the variance alike",
            "explained_variance"));
  }

  private void units() {
    Activity activity = all.parts().activity();
    double greatest =
        IntStream.range(0, activity.units()).mapToDouble(activity::within).max().orElse(0);
    int[] still =
        IntStream.of(all.neurons().order())
            .filter(unit -> activity.within(unit) < STILL * greatest)
            .toArray();
    if (still.length == 0 || greatest == 0) {
      return;
    }
    double movement = meanMovement(activity, still);
    double others = meanMovement(activity, all.neurons().order());
    findings.add(
        new Finding(
            "still_units",
            still.length
                + " of "
                + activity.units()
                + " neurons hardly "
                + (still.length == 1 ? "moves" : "move")
                + " within a window ("
                + names(still)
                + "; "
                + of()
                + ")"
                + (Double.isNaN(movement)
                    ? "."
                    : ": from step to step by "
                        + Numbers.significant(movement)
                        + " where all together have "
                        + Numbers.significant(others)
                        + "."),
            List.of((double) still.length, (double) activity.units(), movement, others),
            "said when a neuron's standard deviation within windows is below 1 % of the greatest; the second look is its mean |Δh|",
            "activity"));
  }

  private static double meanMovement(Activity activity, int[] units) {
    return IntStream.of(units).mapToDouble(activity::movement).average().orElse(Double.NaN);
  }

  private String names(int[] units) {
    return IntStream.of(units)
            .limit(NAMED)
            .mapToObj(all.neurons()::name)
            .collect(Collectors.joining(", "))
        + (units.length > NAMED ? " and more" : "");
  }

  private void saturation() {
    Activity activity = all.parts().activity();
    if (!activity.isBounded()) {
      return;
    }
    int[] full =
        IntStream.of(all.neurons().order())
            .filter(unit -> activity.limited(unit) >= SATURATED)
            .toArray();
    if (full.length == 0) {
      return;
    }
    double share = IntStream.of(full).mapToDouble(activity::limited).average().orElse(0);
    double movement = meanMovement(activity, full);
    findings.add(
        new Finding(
            "saturated_units",
            full.length
                + " of "
                + activity.units()
                + " neurons stand at their limit ±1 at "
                + Numbers.percent(share)
                + " of the steps ("
                + names(full)
                + "; "
                + of()
                + "), and move by "
                + Numbers.significant(movement)
                + " from step to step.",
            List.of((double) full.length, (double) activity.units(), share, movement),
            "said when no state leaves [−1, 1] and a neuron is within 0.02 of ±1 at 90 % of the steps or more",
            "activity"));
  }

  private void oneStep() {
    findings.add(
        Finding.caution(
            "one_step",
            "Windows have one step, so there are no transitions between states to measure.",
            List.of(1.0),
            "said when windows have one step",
            "heatmap"));
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
                + interval(interval)
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
                        + interval(early.interval(), true)
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
                + interval(interval)
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
                + interval(interval)
                + " within windows ("
                + of()
                + ")"
                + (Double.isNaN(input.value())
                    ? "."
                    : "; of the input's own movement "
                        + Numbers.fixed(input.value(), 2)
                        + interval(input.interval())
                        + "."),
            List.of(spans.value(), input.value()),
            "clear when the 95 % interval of the mean ρ of ‖Δh‖ with the time span lies above 0.2, none when it holds 0; the second look is ρ of ‖Δh‖ with ‖Δx‖",
            "magnitude"));
  }

  private void cautions() {
    int shown = all.parts().kept().places().length;
    if (shown < windows) {
      findings.add(
          Finding.caution(
              "sample",
              "The states of "
                  + shown
                  + " of "
                  + windows
                  + " windows are kept and drawn, evenly spaced; all numbers are of all windows.",
              List.of((double) shown, (double) windows),
              "said when states and inputs together are more than 4 million numbers",
              "trajectories"));
    }
    int missing = windows - all.summary().resampling().unit().length;
    if (missing > 0) {
      findings.add(
          Finding.caution(
              "not_finite",
              missing + " of " + windows + " windows have NaN or infinite states and are left out.",
              List.of((double) missing, (double) windows),
              "said when a state is not finite",
              "heatmap"));
    }
    spans(all.parts().spans());
    all.summary().resampling().caution("magnitude").ifPresent(findings::add);
  }

  private void spans(SpanCheck spans) {
    if (spans.negative() > 0) {
      findings.add(
          Finding.caution(
              "negative_spans",
              spans.negative()
                  + " windows have negative time spans, so paths are coloured by step; correct the dataset.",
              List.of((double) spans.negative()),
              "said when a time span is negative",
              "trajectories"));
    }
    if (spans.zero() > 0) {
      findings.add(
          Finding.caution(
              "zero_spans",
              spans.zero()
                  + " windows have time spans of zero, at which a continuous-time state stands still.",
              List.of((double) spans.zero()),
              "said when a time span is zero",
              "trajectories"));
    }
  }

  private static String interval(@Nullable Interval interval) {
    return interval(interval, false);
  }

  private static String interval(@Nullable Interval interval, boolean percent) {
    if (interval == null) {
      return "";
    }
    return percent
        ? Numbers.percents(interval)
        : " (95 % interval "
            + Numbers.significant(interval.low())
            + " to "
            + Numbers.significant(interval.high())
            + ")";
  }
}
