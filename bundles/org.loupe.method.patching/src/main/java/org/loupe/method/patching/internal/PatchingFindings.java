package org.loupe.method.patching.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;

/**
 * What is worth saying of a patched checkpoint.
 *
 * @param baseline the donor's name
 */
record PatchingFindings(String baseline, Pair pair, PatchingParameters parameters) {
  /** A module that recovers no more than this share is said to do nothing. */
  private static final double NOTHING = 0.01;

  private static final double HALF = 0.5;
  private static final double ROUNDING = 1e-6;

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    if (!pair.isTold()) {
      findings.add(
          Finding.caution(
              "no_difference." + pair.checkpoint(),
              String.format(
                  "There is nothing to recover: the %s of %s is %s in '%s' and %s in '%s', a"
                      + " difference of %s%s; no module was patched.",
                  parameters.metric().words(),
                  parameters.predictionHead(),
                  Numbers.fixed(pair.donor(), 3),
                  baseline,
                  Numbers.fixed(pair.receiver(), 3),
                  pair.checkpoint(),
                  Numbers.signed(pair.difference(), 3),
                  range(pair.interval())),
              List.of(pair.donor(), pair.receiver(), pair.difference()),
              "said where the difference is 0, or its 95 % interval contains 0",
              "recovered"));
      return findings;
    }
    List<Pair.Module> known =
        pair.modules().stream().filter(module -> !Double.isNaN(module.recovered())).toList();
    if (known.isEmpty()) {
      return findings;
    }
    findings.add(most(known));
    known.stream()
        .filter(module -> module.recovered() >= HALF)
        .findFirst()
        .ifPresent(module -> findings.add(first(module)));
    return findings;
  }

  /** A prediction head's own output brings back all of it by construction, which says nothing. */
  private Finding most(List<Pair.Module> known) {
    List<Pair.Module> telling = known.stream().filter(module -> !isWhole(module)).toList();
    Pair.Module most =
        (telling.isEmpty() ? known : telling)
            .stream().max(Comparator.comparing(Pair.Module::recovered)).orElseThrow();
    long whole = known.size() - telling.size();
    long nothing = known.stream().filter(module -> Math.abs(module.recovered()) <= NOTHING).count();
    return new Finding(
        "most_recovered." + pair.checkpoint(),
        String.format(
            "Of the difference in %s of %s between '%s' (%s) and '%s' (%s), %s alone brings back"
                + " %s%s; %d of %d modules bring back all of it in every window, as a prediction"
                + " head's own output does, and %d nothing.",
            parameters.metric().words(),
            parameters.predictionHead(),
            baseline,
            Numbers.fixed(pair.donor(), 3),
            pair.checkpoint(),
            Numbers.fixed(pair.receiver(), 3),
            most.name(),
            Numbers.percent(most.recovered()),
            Numbers.percents(most.interval()),
            whole,
            known.size(),
            nothing),
        List.of(pair.donor(), pair.receiver(), most.recovered(), (double) whole, (double) nothing),
        "the most among those that do not bring back all of it in every window, said where the"
            + " difference's 95 % interval leaves out 0; nothing: at most "
            + Numbers.percent(NOTHING),
        "recovered");
  }

  private static boolean isWhole(Pair.Module module) {
    Interval interval = module.interval();
    return Math.abs(module.recovered() - 1) < ROUNDING
        && (interval == null || interval.high() - interval.low() < ROUNDING);
  }

  private Finding first(Pair.Module module) {
    return new Finding(
        "first_half." + pair.checkpoint(),
        String.format(
            "In the order of the model, %s is the first module that alone brings back half or more:"
                + " %s%s.",
            module.name(),
            Numbers.percent(module.recovered()),
            Numbers.percents(module.interval())),
        List.of(module.recovered()),
        "said where a module brings back at least " + Numbers.percent(HALF),
        "recovered");
  }

  private static String range(@Nullable Interval interval) {
    return interval == null
        ? ""
        : " ["
            + Numbers.signed(interval.low(), 3)
            + ", "
            + Numbers.signed(interval.high(), 3)
            + "]";
  }
}
