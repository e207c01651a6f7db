package org.loupe.method.occlusion.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/**
 * The figures of an occlusion: steps × groups or channels, the first twenty of these, and the
 * course over time. With windows selected, they are of these alone.
 */
@Component(service = AnalysisView.class)
public final class OcclusionView implements AnalysisView<OcclusionResult> {
  private static final String BY_DROP = "drop";

  static final DisplayOption SORT = new DisplayOption("sort", "Sort", List.of("card", BY_DROP));

  @Override
  public String analyzer() {
    return OcclusionAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Occlusion";
  }

  @Override
  public Class<OcclusionResult> resultType() {
    return OcclusionResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(SORT);
  }

  @Override
  public List<Figure> figures(OcclusionResult result, ViewState state, Selection selection) {
    int[] windows = result.provenance().windows();
    Set<Integer> selected = selection.of(Dimension.WINDOW);
    int[] places =
        IntStream.range(0, windows.length).filter(i -> selected.contains(windows[i])).toArray();
    OcclusionFigures figures =
        places.length == 0 || places.length == windows.length
            ? figures(result, result.summary(), result.resampling(), windows)
            : of(result, places);
    return List.of(
        figures.heatmap(state.choice(SORT).equals(BY_DROP)), figures.top(), figures.profile());
  }

  private static OcclusionFigures of(OcclusionResult result, int[] places) {
    Resampling resampling = result.resampling().subset(places);
    Summary summary =
        Summary.of(
            result.attribution().values(),
            result.grid(),
            places,
            resampling,
            result.provenance().seed(),
            Progress.none());
    int[] windows = result.provenance().windows();
    return figures(
        result, summary, resampling, IntStream.of(places).map(place -> windows[place]).toArray());
  }

  private static OcclusionFigures figures(
      OcclusionResult result, Summary summary, Resampling resampling, int[] numbers) {
    return new OcclusionFigures(result, summary, resampling, resampling.describeWindows(numbers));
  }
}
