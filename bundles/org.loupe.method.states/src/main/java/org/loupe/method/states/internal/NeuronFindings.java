package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Resampling;

/** What is worth saying about single neurons, each by a stated rule. */
final class NeuronFindings {
  private static final double STILL = 0.01;
  private static final double SATURATED = 0.9;
  private static final int NAMED = 6;

  private final Described all;
  private final List<Finding> findings = new ArrayList<>();

  NeuronFindings(Described all) {
    this.all = all;
  }

  /** The findings whose rules hold. */
  List<Finding> all() {
    still();
    saturation();
    return List.copyOf(findings);
  }

  private String of() {
    return Resampling.phrase(all.windows());
  }

  private void still() {
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
}
