package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/**
 * The figures of an importance over time: heat map, profile, ranked channels, time spans, and what
 * occlusion says of them. With windows selected, profile, channels and spans are of these alone.
 */
@Component(service = AnalysisView.class)
public final class TemporalImportanceView implements AnalysisView<ImportanceResult> {
  static final DisplayOption SORT =
      new DisplayOption("sort", "Sort", List.of("card", "importance"));

  @Override
  public String analyzer() {
    return TemporalImportanceAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Temporal importance";
  }

  @Override
  public Class<ImportanceResult> resultType() {
    return ImportanceResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(StepAxis.OPTION, SORT);
  }

  @Override
  public List<DisplayOption> options(ImportanceResult result) {
    return result.spans() == null ? List.of(SORT) : options();
  }

  @Override
  public List<Figure> figures(ImportanceResult result, ViewState state, Selection selection) {
    Shown shown = Shown.of(result.provenance(), result.resampling(), selection);
    ImportanceFigures figures = new ImportanceFigures(result, shown, state);
    List<Figure> all = new ArrayList<>();
    all.add(figures.heatMap(state.choice(SORT)));
    all.add(figures.temporalProfile(selection.of(Dimension.CHANNEL)));
    all.add(figures.features());
    PerWindow bySpan = result.bySpan();
    if (bySpan != null) {
      all.add(figures.timeSpans(bySpan));
    }
    OcclusionCheck check = result.check();
    if (check != null) {
      all.add(figures.occlusion(check));
    }
    return all;
  }
}
