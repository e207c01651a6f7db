package org.loupe.batch.internal;

import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** One bar. */
final class CountView implements AnalysisView<CountAnalyzer.Counted> {
  @Override
  public String analyzer() {
    return "count";
  }

  @Override
  public String title() {
    return "Count";
  }

  @Override
  public Class<CountAnalyzer.Counted> resultType() {
    return CountAnalyzer.Counted.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of();
  }

  @Override
  public List<Figure> figures(CountAnalyzer.Counted result, ViewState state, Selection selection) {
    return List.of(
        new Figure(
            "count",
            "Count",
            "How many.",
            new BarChart(
                IndexAxis.counting("all", Dimension.VALUE, 1),
                ValueAxis.of("windows"),
                List.of(Trace.of("", new double[] {result.value()})),
                true,
                List.of())));
  }
}
