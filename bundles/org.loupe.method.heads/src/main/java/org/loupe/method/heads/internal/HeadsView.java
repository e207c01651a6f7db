package org.loupe.method.heads.internal;

import java.util.ArrayList;
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
 * The figures of prediction heads. With windows selected, they are of these alone. The figures of
 * values are there only where the model has a regression head.
 */
@Component(service = AnalysisView.class)
public final class HeadsView implements AnalysisView<HeadsResult> {
  private static final String FIRST = "first";

  @Override
  public String analyzer() {
    return HeadsAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Prediction heads";
  }

  @Override
  public Class<HeadsResult> resultType() {
    return HeadsResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(option(List.of(FIRST)));
  }

  @Override
  public List<DisplayOption> options(HeadsResult result) {
    List<String> names = result.summary().heads().stream().map(HeadSummary::name).toList();
    return names.size() < 2 ? List.of() : List.of(option(names));
  }

  private static DisplayOption option(List<String> heads) {
    return new DisplayOption("confusion_of", "Confusion of", heads);
  }

  @Override
  public List<Figure> figures(HeadsResult result, ViewState state, Selection selection) {
    Summary summary = summary(result, selection.of(Dimension.WINDOW));
    HeadsFigures figures = new HeadsFigures(summary, result.parameters());
    List<Figure> all = new ArrayList<>();
    if (!summary.heads().isEmpty()) {
      List<String> names = summary.heads().stream().map(HeadSummary::name).toList();
      String chosen = state.choice(option(names));
      all.add(figures.accuracy());
      all.add(figures.confidenceDistribution());
      all.add(figures.confidenceAccuracy());
      all.add(figures.errorCorrelation());
      all.add(figures.reliability());
      all.add(figures.confusion(summary.heads().get(names.indexOf(chosen))));
    }
    if (!summary.values().isEmpty()) {
      ValueFigures values = new ValueFigures(summary);
      all.add(values.regression());
      all.add(values.residuals());
    }
    return List.copyOf(all);
  }

  private static Summary summary(HeadsResult result, Set<Integer> selected) {
    int[] windows = result.provenance().windows();
    int[] places =
        IntStream.range(0, windows.length).filter(i -> selected.contains(windows[i])).toArray();
    if (places.length == 0 || places.length == windows.length) {
      return result.summary();
    }
    Resampling resampling = result.summary().resampling().subset(places);
    return Summary.of(
        result.material(),
        windows,
        places,
        resampling,
        result.provenance().seed(),
        Progress.none());
  }
}
