package org.loupe.method.occlusion.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Scalar;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Progress;

/** What was evaluated, from which the result is put together. */
record Outcome(
    Provenance provenance,
    Described described,
    Units units,
    Grid grid,
    InputLayout layout,
    Drops drops,
    Objective objective) {

  /**
   * The result.
   *
   * @param asked the sliding window's size as it was asked for
   */
  OcclusionResult result(FiniteSubject subject, Extent asked, Progress progress)
      throws BadInputException {
    Resampling resampling = Resampling.of(subject);
    int[] numbers = subject.windows().numbers();
    int[] all = IntStream.range(0, numbers.length).toArray();
    long seed = subject.seed();
    float[] attribution = drops.attribution();
    Summary summary = Summary.of(attribution, grid, all, resampling, seed, progress);
    Greatest greatest =
        Greatest.of(drops.values(), grid, numbers.length, resampling, seed, progress);
    List<Finding> findings = new ArrayList<>(subject.findings());
    findings.addAll(
        new OcclusionFindings(
                described, units, grid, resampling, resampling.describeWindows(numbers))
            .all(greatest, drops.values(), asked));
    Axis windows = Axis.of(Dimension.WINDOW, numbers.length);
    return new OcclusionResult(
        provenance,
        described,
        units,
        grid,
        layout,
        FloatTensor.of(
            drops.values(),
            windows,
            new Axis("step_place", Dimension.VALUE, grid.stepPlaces()),
            new Axis("unit_place", Dimension.VALUE, grid.unitPlaces())),
        FloatTensor.of(
            attribution,
            windows,
            Axis.of(layout.stepDimension(), grid.steps()),
            Axis.of(units.dimension(), grid.units())),
        objective.base(),
        resampling,
        summary,
        scalars(
            greatest, Bootstrap.means(objective.base().values(), 1, resampling, seed, progress)),
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
