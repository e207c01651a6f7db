package org.loupe.method.flips.internal;

import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/** The figures of flips. */
@Component(service = AnalysisView.class)
public final class FlipsView implements AnalysisView<FlipsResult> {

  @Override
  public String analyzer() {
    return FlipsAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Flips";
  }

  @Override
  public Class<FlipsResult> resultType() {
    return FlipsResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of();
  }

  @Override
  public List<Figure> figures(FlipsResult result, ViewState state, Selection selection) {
    FlipsFigures figures = new FlipsFigures(result);
    return List.of(
        figures.share(),
        figures.gainedLost(),
        figures.accuracyDifference(),
        figures.windows(),
        figures.mostFlipped());
  }
}
