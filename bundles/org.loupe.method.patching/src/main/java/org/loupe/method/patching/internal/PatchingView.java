package org.loupe.method.patching.internal;

import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/** The figures of patching. */
@Component(service = AnalysisView.class)
public final class PatchingView implements AnalysisView<PatchingResult> {

  @Override
  public String analyzer() {
    return PatchingAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Patching";
  }

  @Override
  public Class<PatchingResult> resultType() {
    return PatchingResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of();
  }

  @Override
  public List<Figure> figures(PatchingResult result, ViewState state, Selection selection) {
    PatchingFigures figures = new PatchingFigures(result);
    return List.of(figures.recovered(), figures.metricOfPatched());
  }
}
