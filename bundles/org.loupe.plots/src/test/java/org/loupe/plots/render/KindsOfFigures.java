package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import org.loupe.plots.Figure;

/** One figure or more of every kind, from made-up numbers. */
final class KindsOfFigures {
  private KindsOfFigures() {}

  static List<Figure> all() {
    List<Figure> all = new ArrayList<>(SampleFigures.all(0));
    all.add(GridFigures.signed());
    all.add(GridFigures.smallHeatMap());
    all.add(GridFigures.matrix());
    all.add(GridFigures.confusion());
    all.add(SampleFigures.grouped());
    all.add(BarFigures.stacked());
    all.add(BarFigures.byGroup());
    all.add(BarFigures.logBars());
    all.add(LineFigures.step());
    all.add(LineFigures.sensitivity());
    all.add(LineFigures.densities());
    all.add(BarFigures.overlaidHistograms());
    all.add(PointFigures.scatter(600));
    all.add(PointFigures.scatter(20_000));
    all.add(PointFigures.scatterByValue());
    all.add(PointFigures.tokens());
    all.add(PointFigures.trajectories());
    all.add(PointFigures.reliability());
    all.add(TextFigures.table());
    all.add(GraphFigures.wiring());
    all.add(GraphFigures.placedGraph());
    all.add(GridFigures.attentionHeads());
    all.add(LineFigures.smallCurves());
    all.add(TextFigures.statements());
    all.add(GraphFigures.activeGraph());
    all.add(LineFigures.ranks());
    return all;
  }
}
