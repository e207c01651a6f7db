package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Estimate;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.RunTimes;
import org.loupe.project.StoredResult;

/**
 * How long units will take, by what earlier results took and what a {@link Rehearsal} measured.
 *
 * @param times what was measured
 * @param device where units are going to run
 */
record Forecast(RunTimes times, String device) {
  private static final double UNKNOWN_SECONDS = 1;

  /** Knows nothing. */
  static Forecast none() {
    return new Forecast(new RunTimes(), "");
  }

  /** By what results took. */
  static Forecast of(List<StoredResult> earlier, String device) {
    RunTimes times = new RunTimes();
    for (StoredResult result : earlier) {
      Provenance provenance = result.provenance();
      times.add(
          new RunTimes.Work(
              provenance.analyzer(),
              1 + provenance.compared().size(),
              provenance.device(),
              provenance.windows().length),
          provenance.duration());
    }
    return new Forecast(times, device);
  }

  Optional<Estimate> of(Unit unit) {
    return times.estimate(unit.work(device));
  }

  /** The expected time as a weight; where nothing is known all weigh the same. */
  double seconds(Unit unit) {
    return of(unit).map(known -> known.time().toNanos() * 1e-9).orElse(UNKNOWN_SECONDS);
  }

  /**
   * The sum over what is due, in words: 'about 3 min', 'about 3 min, and flips, of unknown time'.
   */
  String words(Plan plan) {
    Estimate sum = Estimate.NOTHING;
    List<String> unknown = new ArrayList<>();
    for (Plan.Item item : plan.due()) {
      Optional<Estimate> estimate = of(item.unit());
      String method = item.unit().method().info().id();
      if (estimate.isPresent()) {
        sum = sum.plus(estimate.get());
      } else if (!item.unit().isOfResults() && !unknown.contains(method)) {
        unknown.add(method);
      }
    }
    if (unknown.isEmpty()) {
      return sum.text();
    }
    String others = "an unknown time for " + String.join(", ", unknown);
    return sum.time().isZero() ? others : sum.text() + ", and " + others;
  }
}
