package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/**
 * The figures of a sensitivity to time spans: curve over scales, heat map of steps and scales,
 * gradient per step, change of each output, and errors. With windows selected, all but the heat map
 * are of these alone.
 */
@Component(service = AnalysisView.class)
public final class TimeSensitivityView implements AnalysisView<SensitivityResult> {

  @Override
  public String analyzer() {
    return TimeSensitivityAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Time sensitivity";
  }

  @Override
  public Class<SensitivityResult> resultType() {
    return SensitivityResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(StepAxis.OPTION);
  }

  @Override
  public List<Figure> figures(SensitivityResult result, ViewState state, Selection selection) {
    Shown shown = Shown.of(result.provenance(), result.resampling(), selection);
    SensitivityFigures figures = new SensitivityFigures(result, shown, state);
    List<Figure> all = new ArrayList<>();
    all.add(figures.curve());
    all.add(figures.byStep());
    all.add(figures.gradient());
    all.add(figures.values());
    PerWindow errors = result.errors();
    if (errors != null) {
      all.add(figures.errors(errors));
    }
    return all;
  }
}
