package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Numbers;

/**
 * What is worth saying about a search for fixed points.
 *
 * @param found what it found
 * @param spread root mean square distance of the visited states from their mean
 */
record FixedPointFindings(FixedPoints found, double spread) {

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    String under =
        " under " + found.input() + " with the time span " + Numbers.significant(found.timespan());
    String tolerance =
        "a point is fixed when a step moves it by at most "
            + Numbers.significant(found.tolerance())
            + " and the Jacobian places the exact point within "
            + Numbers.significant(found.radius())
            + "; nearer points count as one";
    if (found.points().isEmpty()) {
      findings.add(
          Finding.caution(
              "no_fixed_points",
              "No fixed point was found"
                  + under
                  + ": none of "
                  + found.starts()
                  + " starts converged"
                  + (found.slow() > 0
                      ? ", though "
                          + found.slow()
                          + " ended where a step moves the state little and the exact place is not told."
                      : "."),
              List.of((double) found.starts(), (double) found.slow()),
              tolerance,
              null));
      return findings;
    }
    FixedPoint first = found.points().get(0);
    int many = found.points().size();
    findings.add(
        new Finding(
            "fixed_points",
            (many == 1 ? "1 fixed point" : many + " fixed points")
                + under
                + ", "
                + found.stable()
                + " of "
                + many
                + " stable; "
                + found.converged()
                + " of "
                + found.starts()
                + " starts converged. "
                + (many == 1 ? "It is " : "The one that most starts reach is ")
                + first.stability().words()
                + ": spectral radius "
                + Numbers.fixed(first.radius(), 4)
                + (first.isOscillating()
                    ? ", going round in " + Numbers.fixed(first.period(), 1) + " steps"
                    : "")
                + ", residual "
                + Numbers.significant(first.residual())
                + "; of "
                + first.disturbed()
                + " states put beside it, "
                + first.returned()
                + " are nearer after 100 steps.",
            List.of(
                (double) many,
                (double) found.stable(),
                (double) found.converged(),
                first.radius(),
                first.residual()),
            tolerance + "; stable when the spectral radius of the step's Jacobian is below 1",
            "fixed_points"));
    if (first.away() > spread) {
      findings.add(
          Finding.caution(
              "fixed_point_away",
              "That fixed point lies "
                  + Numbers.significant(first.away())
                  + " from the nearest visited state, further than the states spread ("
                  + Numbers.significant(spread)
                  + "): the windows never come near it.",
              List.of(first.away(), spread),
              "said when the nearest visited state is further than the root mean square distance of states from their mean",
              "fixed_points"));
    }
    return findings;
  }
}
