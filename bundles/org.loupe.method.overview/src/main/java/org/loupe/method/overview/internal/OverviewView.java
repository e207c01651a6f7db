package org.loupe.method.overview.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/** Scores beside their baselines, what each baseline lacks to the model, and what was checked. */
@Component(service = AnalysisView.class)
public final class OverviewView implements AnalysisView<OverviewResult> {
  @Override
  public String analyzer() {
    return OverviewAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Overview";
  }

  @Override
  public Class<OverviewResult> resultType() {
    return OverviewResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of();
  }

  @Override
  public List<Figure> figures(OverviewResult result, ViewState state, Selection selection) {
    OverviewFigures figures = new OverviewFigures(result);
    List<Figure> all = new ArrayList<>();
    figures.accuracy().ifPresent(all::add);
    figures.error().ifPresent(all::add);
    figures.difference().ifPresent(all::add);
    all.add(figures.checks());
    return all;
  }
}
