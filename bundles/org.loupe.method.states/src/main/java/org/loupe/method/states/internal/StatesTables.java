package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;

/** Scalars and tables of hidden states. */
final class StatesTables {
  private StatesTables() {}

  static List<Scalar> scalars(Described all) {
    Summary summary = all.summary();
    Transitions transitions = all.parts().transitions();
    Plane plane = all.plane();
    List<Scalar> scalars = new ArrayList<>();
    scalars.add(scalar("magnitude_mean", "Mean transition magnitude", summary.magnitude()));
    scalars.add(
        new Scalar(
            "magnitude_std",
            "Standard deviation of the transition magnitude",
            transitions.magnitudeStd(),
            null));
    scalars.add(scalar("direction_consistency", "Direction consistency", summary.consistency()));
    scalars.add(scalar("resultant_length", "Resultant length", summary.resultant()));
    for (int k = 0; k < Math.min(2, plane.shares().length); k++) {
      scalars.add(
          new Scalar(
              "explained_variance_" + (k + 1),
              "Share of the states' variance along component " + (k + 1),
              plane.shares()[k],
              null));
    }
    scalars.add(
        new Scalar(
            "participation_ratio",
            "Directions that share the variance, were they equal",
            plane.participation(),
            null));
    scalars.add(
        new Scalar(
            "between_windows",
            "Share of the variance between windows' means",
            summary.between(),
            null));
    scalars.add(
        scalar(
            "movement_by_timespan",
            "Spearman's ρ of movement with the time span",
            summary.spans()));
    scalars.add(
        scalar(
            "movement_by_input",
            "Spearman's ρ of movement with the input's movement",
            summary.input()));
    return List.copyOf(scalars);
  }

  private static Scalar scalar(String name, String label, Summary.Estimate estimate) {
    return new Scalar(name, label, estimate.value(), estimate.interval());
  }

  static List<Table> tables(Described all) {
    List<Table> tables = new ArrayList<>();
    tables.add(neurons(all));
    if (all.fixedPoints() != null) {
      tables.add(fixedPoints(all.fixedPoints()));
    }
    return List.copyOf(tables);
  }

  private static Table neurons(Described all) {
    List<List<Object>> rows = new ArrayList<>();
    Activity activity = all.parts().activity();
    for (int unit : all.neurons().order()) {
      Interval interval = all.summary().unitMean().interval(unit);
      rows.add(
          List.of(
              unit,
              all.neurons().name(unit),
              all.summary().unitMean().mean()[unit],
              Interval.lowerEnd(interval),
              Interval.upperEnd(interval),
              Math.sqrt(all.parts().covariance().variance(unit)),
              activity.within(unit),
              activity.least(unit),
              activity.greatest(unit),
              activity.movement(unit)));
    }
    return new Table(
        "neurons",
        "What each neuron does — " + all.windows(),
        List.of(
            "unit",
            "name",
            "mean",
            "low",
            "high",
            "std",
            "std within windows",
            "least",
            "greatest",
            "mean |Δh|"),
        rows);
  }

  private static Table fixedPoints(FixedPoints found) {
    List<List<Object>> rows = new ArrayList<>();
    for (FixedPoint point : found.points()) {
      rows.add(
          List.of(
              rows.size() + 1,
              point.stability().words(),
              point.radius(),
              point.period(),
              point.residual(),
              point.distance(),
              point.starts(),
              point.away(),
              point.returned()));
    }
    return new Table(
        "fixed_points",
        String.format(
            "Fixed points under %s, time span %s (%d of %d starts)",
            found.input(),
            Numbers.significant(found.timespan()),
            found.converged(),
            found.starts()),
        List.of(
            "point",
            "stability",
            "spectral radius",
            "period in steps",
            "residual",
            "distance",
            "starts",
            "from nearest visited state",
            "disturbed that return, of 8"),
        rows);
  }
}
