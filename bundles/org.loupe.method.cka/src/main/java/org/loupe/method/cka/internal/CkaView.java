package org.loupe.method.cka.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/** The figures of the similarity of layers. */
@Component(service = AnalysisView.class)
public final class CkaView implements AnalysisView<CkaResult> {

  @Override
  public String analyzer() {
    return CkaAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Similarity of layers";
  }

  @Override
  public Class<CkaResult> resultType() {
    return CkaResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of();
  }

  @Override
  public List<Figure> figures(CkaResult result, ViewState state, Selection selection) {
    CkaFigures figures = new CkaFigures(result);
    List<Figure> all = new ArrayList<>(figures.layers());
    all.add(figures.diagonal());
    return all;
  }
}
