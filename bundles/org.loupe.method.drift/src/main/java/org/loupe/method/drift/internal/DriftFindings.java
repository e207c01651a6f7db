package org.loupe.method.drift.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Numbers;

/**
 * What is worth saying of a checkpoint's parameters.
 *
 * @param baseline its name
 */
record DriftFindings(String baseline, Pair pair) {

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    Moved whole = pair.whole();
    Comparator<Moved> byDrift = Comparator.comparing(Moved::drift);
    List<Moved> known =
        pair.modules().stream().filter(moved -> !Double.isNaN(moved.drift())).toList();
    Optional<Moved> most = known.stream().max(byDrift);
    Optional<Moved> least = known.stream().min(byDrift);
    if (whole.change() == 0) {
      findings.add(
          new Finding(
              "drift." + pair.checkpoint(),
              String.format(
                  "The %d parameters of '%s' are those of '%s': none moved.",
                  pair.parameters().size(), pair.checkpoint(), baseline),
              List.of((double) pair.parameters().size(), 0.0),
              "said where no element differs",
              "modules"));
    } else if (most.isPresent() && least.isPresent()) {
      findings.add(
          new Finding(
              "drift." + pair.checkpoint(),
              String.format(
                  "The parameters moved by %s of their norm from '%s' to '%s'; most in %s (%s),"
                      + " least in %s (%s).",
                  Numbers.percent(whole.drift()),
                  baseline,
                  pair.checkpoint(),
                  most.get().name(),
                  Numbers.percent(most.get().drift()),
                  least.get().name(),
                  Numbers.percent(least.get().drift())),
              List.of(whole.drift(), most.get().drift(), least.get().drift()),
              "said of every checkpoint; modules by the drift of all their parameters together",
              "modules"));
    }
    long zero = pair.parameters().stream().filter(moved -> Double.isNaN(moved.drift())).count();
    if (zero > 0) {
      findings.add(
          Finding.caution(
              "no_norm." + pair.checkpoint(),
              zero
                  + (zero == 1 ? " parameter of '" : " parameters of '")
                  + baseline
                  + "' are 0, so that nothing can be said of their change beside their size.",
              List.of((double) zero),
              "said of parameters whose norm is below 1e-12",
              "parameters"));
    }
    if (!pair.lacking().isEmpty()) {
      findings.add(
          Finding.caution(
              "other_parameters." + pair.checkpoint(),
              pair.lacking().size()
                  + " of the baseline's parameters are not in '"
                  + pair.checkpoint()
                  + "' with the same shape: "
                  + String.join(", ", pair.lacking().subList(0, Math.min(5, pair.lacking().size())))
                  + (pair.lacking().size() > 5 ? " …" : "")
                  + ".",
              List.of((double) pair.lacking().size()),
              "said where two checkpoints do not share all parameters",
              "parameters"));
    }
    return findings;
  }
}
