package org.loupe.method.embeddings.internal;

import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/** Windows before and after, how far they moved, and how much of that is more than chance. */
@Component(service = AnalysisView.class)
public final class AlignmentView implements AnalysisView<AlignmentResult> {

  @Override
  public String analyzer() {
    return AlignmentAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Aligned embeddings";
  }

  @Override
  public Class<AlignmentResult> resultType() {
    return AlignmentResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of();
  }

  @Override
  public List<Figure> figures(AlignmentResult result, ViewState state, Selection selection) {
    AlignmentFigures figures = new AlignmentFigures(result);
    return List.of(figures.plane(), figures.residual(), figures.moved());
  }
}
