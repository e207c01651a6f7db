package org.loupe.method.sensors.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.PartialResultException;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Scalar;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;

/**
 * Puts the result together, of all windows or of those that were done when it was cancelled.
 *
 * @param units the channels or groups
 * @param drops of these, and of pairs after them
 * @param rounds changes of each
 * @param started {@link System#nanoTime()} when it began
 */
record Outcome(
    Info info,
    SensorsParameters parameters,
    Described described,
    Units units,
    ChannelNames names,
    Drops drops,
    int rounds,
    boolean paired,
    Scoring scoring,
    ModelSession session,
    long started) {

  /** What to throw when cancelled: with a result, if there is a window that has been done. */
  CancellationException partial(
      FiniteSubject all, List<Finding> findings, CancellationException cancelled) {
    int done = drops.done();
    if (done == 0) {
      return cancelled;
    }
    int windows = all.windows().size();
    String sentence =
        String.format(
            "It was cancelled: %d of %d windows are done, and all numbers are of these.",
            done, windows);
    FiniteSubject some = new FiniteSubject(all, IntStream.range(0, done).toArray());
    List<Finding> said = new ArrayList<>();
    said.add(
        Finding.caution(
            "partial",
            sentence,
            List.of((double) done, (double) windows),
            "said whenever not all windows were done",
            null));
    said.addAll(findings);
    PartialResultException partial =
        new PartialResultException(
            sentence,
            () -> {
              try {
                return result(some, said, Progress.none());
              } catch (BadInputException e) {
                throw new IllegalStateException("the windows were read before", e);
              }
            });
    partial.initCause(cancelled);
    return partial;
  }

  /**
   * The result.
   *
   * @param subject of the windows that are done
   * @param before findings that come first
   */
  SensorsResult result(FiniteSubject subject, List<Finding> before, Progress progress)
      throws BadInputException {
    Provenance provenance =
        Provenance.of(info, parameters, subject, session, drops.microBatch(), started);
    int windows = subject.windows().size();
    int[] all = IntStream.range(0, windows).toArray();
    Resampling resampling = Resampling.of(subject);
    float[] measured = drops.values();
    float[] values = Arrays.copyOf(measured, units.size() * rounds * windows);
    boolean[] unchanged = Arrays.copyOf(drops.unchanged(), units.size());
    Ranking ranking =
        Ranking.of(values, rounds, windows, all, resampling, unchanged, subject.seed(), progress);
    @Nullable Interactions interactions =
        paired
            ? Interactions.of(
                drops.values(), units.size(), windows, all, resampling, subject.seed(), progress)
            : null;
    float[] base = base(windows);
    SensorFindings said =
        new SensorFindings(
            described,
            units,
            names,
            ranking,
            resampling,
            resampling.describeWindows(subject.windows().numbers()));
    List<Finding> findings = new ArrayList<>(before);
    findings.addAll(said.all(interactions));
    return new SensorsResult(
        provenance,
        described,
        units,
        names,
        FloatTensor.of(
            values,
            Axis.of(units.dimension(), units.size()),
            new Axis("repeat", Dimension.VALUE, rounds),
            Axis.of(Dimension.WINDOW, windows)),
        paired ? measured : null,
        base,
        ranking,
        interactions,
        resampling,
        scalars(
            described,
            units,
            ranking,
            Bootstrap.means(base, 1, resampling, subject.seed(), progress)),
        SensorTables.all(described, units, names, ranking, interactions),
        findings);
  }

  private float[] base(int windows) {
    float[] base = new float[windows];
    for (int n = 0; n < base.length; n++) {
      base[n] = (float) scoring.base()[n];
    }
    return base;
  }

  private static List<Scalar> scalars(
      Described described, Units units, Ranking ranking, Bootstrap.Means base) {
    int needed = ranking.needed(0.9);
    return List.of(
        new Scalar(
            "score", "Mean " + described.score() + ", unchanged", base.mean()[0], base.interval(0)),
        new Scalar(
            "outstanding",
            "Number of " + units.noun() + "s that stand out of the noise",
            ranking.outstanding(),
            null),
        new Scalar(
            "needed",
            "Number of " + units.noun() + "s for 90 % of all positive drops",
            needed == 0 ? Double.NaN : needed,
            null));
  }
}
