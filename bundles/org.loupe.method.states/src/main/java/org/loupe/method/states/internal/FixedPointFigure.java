package org.loupe.method.states.internal;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.loupe.analysis.Numbers;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Table;

/** The fixed points as a table; the paths show where they lie. */
record FixedPointFigure(StatesResult result, FixedPoints found) {

  Figure figure() {
    List<FixedPoint> points = found.points();
    return new Figure(
        "fixed_points",
        "Fixed points under "
            + found.input()
            + ", time span "
            + Numbers.significant(found.timespan()),
        "States that one step leaves where they are: it moves them by the residual, at most "
            + Numbers.significant(found.tolerance())
            + ". "
            + found.converged()
            + " of "
            + found.starts()
            + " starts converged"
            + (found.slow() > 0
                ? ", and " + found.slow() + " ended where steps are short but no place is told"
                : "")
            + ". A point is stable when its spectral radius, the greatest modulus of the Jacobian's eigenvalues, is below 1; a complex pair goes round with a period. 'Return' counts the states put "
            + Numbers.significant(found.radius())
            + " beside it that are nearer after 100 steps.",
        new Table(
            IndexAxis.named(
                "point",
                Dimension.VALUE,
                IntStream.rangeClosed(1, points.size()).mapToObj(Integer::toString).toList()),
            List.of(
                Table.Column.of(
                    "stability", points.stream().map(p -> p.stability().words()).toList()),
                numbers("spectral radius", FixedPoint::radius, 4),
                numbers("period in steps", FixedPoint::period, 1),
                words("residual", FixedPoint::residual),
                words("to exact point", FixedPoint::distance),
                words("to nearest visited", FixedPoint::away),
                Table.Column.of(
                    "starts",
                    points.stream().map(p -> p.starts() + " of " + found.starts()).toList()),
                Table.Column.of(
                    "return",
                    points.stream().map(p -> p.returned() + " of " + p.disturbed()).toList()))));
  }

  private Table.Column numbers(String title, ToDoubleFunction<FixedPoint> of, int decimals) {
    return Table.Column.of(title, found.points().stream().mapToDouble(of).toArray(), decimals);
  }

  private Table.Column words(String title, ToDoubleFunction<FixedPoint> of) {
    return Table.Column.of(
        title, found.points().stream().map(p -> Numbers.significant(of.applyAsDouble(p))).toList());
  }
}
