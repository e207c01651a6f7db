package org.loupe.method.drift.internal;

import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/** The figures of drift. */
@Component(service = AnalysisView.class)
public final class DriftView implements AnalysisView<DriftResult> {

  @Override
  public String analyzer() {
    return DriftAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Drift of parameters";
  }

  @Override
  public Class<DriftResult> resultType() {
    return DriftResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of();
  }

  @Override
  public List<Figure> figures(DriftResult result, ViewState state, Selection selection) {
    DriftFigures figures = new DriftFigures(result);
    return List.of(figures.modules(), figures.parameters());
  }
}
