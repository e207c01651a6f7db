package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/**
 * The figures of a saliency: heat map, strongest channels, profile over time, distribution, and of
 * integrated gradients their completeness. With windows selected, they are of these alone.
 */
@Component(service = AnalysisView.class)
public final class SaliencyView implements AnalysisView<SaliencyResult> {
  static final DisplayOption SIGN =
      new DisplayOption("sign", "Sign", List.of("signed", "absolute"));
  static final DisplayOption NORMALIZATION =
      new DisplayOption("normalisation", "Normalise", List.of("none", "98th percentile"));
  static final DisplayOption SORT =
      new DisplayOption("sort", "Sort", List.of("card", "importance", "group"));

  @Override
  public String analyzer() {
    return SaliencyAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Saliency";
  }

  @Override
  public Class<SaliencyResult> resultType() {
    return SaliencyResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(SIGN, NORMALIZATION, SORT);
  }

  @Override
  public List<DisplayOption> options(SaliencyResult result) {
    return result.subject().variant().isSigned() ? options() : List.of(NORMALIZATION, SORT);
  }

  @Override
  public List<Figure> figures(SaliencyResult result, ViewState state, Selection selection) {
    boolean signed = result.subject().variant().isSigned() && state.choice(SIGN).equals("signed");
    ShownWindows shown = ShownWindows.of(result, selection.of(Dimension.WINDOW));
    SaliencyFigures figures = new SaliencyFigures(result, shown, signed);
    List<Figure> shownFigures = new ArrayList<>();
    Completeness completeness = result.completeness();
    if (completeness != null) {
      shownFigures.add(
          new CompletenessReport(
                  completeness, result.provenance().windows(), shown.places(), shown.words())
              .figure(result.subject()));
    }
    shownFigures.addAll(
        0,
        List.of(
            figures.heatMap(
                state.choice(NORMALIZATION).equals("98th percentile"), state.choice(SORT)),
            figures.topChannels(),
            figures.temporalProfile(selection.of(Dimension.CHANNEL)),
            figures.distribution()));
    return shownFigures;
  }
}
