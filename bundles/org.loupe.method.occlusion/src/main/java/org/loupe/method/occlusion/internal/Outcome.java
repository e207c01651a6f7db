package org.loupe.method.occlusion.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.InputLayout;
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
 * What was evaluated, from which the result is put together.
 *
 * @param started {@link System#nanoTime()} when it began
 */
record Outcome(
    Info info,
    OcclusionParameters parameters,
    Described described,
    Units units,
    Grid grid,
    InputLayout layout,
    Drops drops,
    Objective objective,
    ModelSession session,
    long started) {

  /**
   * What to throw when cancelled: with a result, if there is a window that has been done.
   *
   * @param asked the sliding window's size as it was asked for
   */
  CancellationException partial(FiniteSubject all, Extent asked, CancellationException cancelled) {
    int done = drops.done();
    if (done == 0) {
      return cancelled;
    }
    int windows = all.windows().size();
    Finding caution =
        Finding.caution(
            "partial",
            String.format(
                "It was cancelled: %d of %d windows are done, and all numbers are of these.",
                done, windows),
            List.of((double) done, (double) windows),
            "said whenever not all windows were done",
            null);
    PartialResultException partial =
        new PartialResultException(caution.sentence(), () -> ofFirst(all, done, asked, caution));
    partial.initCause(cancelled);
    return partial;
  }

  private OcclusionResult ofFirst(FiniteSubject all, int done, Extent asked, Finding caution) {
    try {
      FiniteSubject some = new FiniteSubject(all, IntStream.range(0, done).toArray());
      return result(some, asked, List.of(caution), Progress.none());
    } catch (BadInputException e) {
      throw new IllegalStateException("the windows were read before", e);
    }
  }

  /**
   * The result.
   *
   * @param asked the sliding window's size as it was asked for
   */
  OcclusionResult result(FiniteSubject subject, Extent asked, Progress progress)
      throws BadInputException {
    return result(subject, asked, List.of(), progress);
  }

  private OcclusionResult result(
      FiniteSubject subject, Extent asked, List<Finding> before, Progress progress)
      throws BadInputException {
    Provenance provenance =
        Provenance.of(info, parameters, subject, session, drops.microBatch(), started);
    Resampling resampling = Resampling.of(subject);
    int[] numbers = subject.windows().numbers();
    int[] all = IntStream.range(0, numbers.length).toArray();
    long seed = subject.seed();
    float[] attribution = drops.attribution(numbers.length);
    float[] drop = drops.values(numbers.length);
    FloatTensor base = objective.base(numbers.length);
    Summary summary = Summary.of(attribution, grid, all, resampling, seed, progress);
    Greatest greatest = Greatest.of(drop, grid, numbers.length, resampling, seed, progress);
    List<Finding> findings = new ArrayList<>(before);
    findings.addAll(subject.findings());
    findings.addAll(
        new OcclusionFindings(
                described,
                parameters.wrt(),
                units,
                grid,
                resampling,
                resampling.describeWindows(numbers))
            .all(greatest, summary, drop, asked));
    Axis windows = Axis.of(Dimension.WINDOW, numbers.length);
    return new OcclusionResult(
        provenance,
        described,
        units,
        grid,
        layout,
        FloatTensor.of(
            drop,
            windows,
            new Axis("step_place", Dimension.VALUE, grid.stepPlaces()),
            new Axis("unit_place", Dimension.VALUE, grid.unitPlaces())),
        FloatTensor.of(
            attribution,
            windows,
            Axis.of(layout.stepDimension(), grid.steps()),
            Axis.of(units.dimension(), grid.units())),
        base,
        resampling,
        summary,
        scalars(greatest, Bootstrap.means(base.values(), 1, resampling, seed, progress)),
        List.of(OcclusionTables.units(described, units, grid, summary)),
        findings);
  }

  private static List<Scalar> scalars(Greatest greatest, Bootstrap.Means base) {
    return List.of(
        new Scalar(
            "objective", "Mean of the target, nothing hidden", base.mean()[0], base.interval(0)),
        new Scalar(
            "greatest_drop",
            "Greatest mean drop of a place",
            greatest.mean(),
            greatest.interval()));
  }
}
