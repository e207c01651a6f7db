package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Finding;
import org.loupe.analysis.KeptWindows;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;

/** What is worth saying about hidden states, each by a stated rule. */
final class StatesFindings {
  private static final double MOST_OF_IT = 0.9;

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
      findings.addAll(new NeuronFindings(all).all());
    }
    if (all.parts().transitions().steps() == 0) {
      oneStep();
    } else if (all.plane().variance() > 0) {
      findings.addAll(new MovementFindings(all, windows).all());
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

  private void oneStep() {
    findings.add(
        Finding.caution(
            "one_step",
            "Windows have one step, so there are no transitions between states to measure.",
            List.of(1.0),
            "said when windows have one step",
            "heatmap"));
  }

  private void cautions() {
    new KeptWindows(windows, all.parts().kept().places().length)
        .finding("states", "trajectories")
        .ifPresent(findings::add);
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
}
