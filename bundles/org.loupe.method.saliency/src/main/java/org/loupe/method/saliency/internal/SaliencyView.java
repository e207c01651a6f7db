package org.loupe.method.saliency.internal;

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
    int[] places = places(result.provenance().windows(), selection.of(Dimension.WINDOW));
    boolean all = places.length == result.provenance().windows().length;
    Resampling resampling = all ? result.resampling() : result.resampling().subset(places);
    Summary magnitudes = all ? result.magnitudes() : summary(result, places, true, resampling);
    Summary shown;
    if (!signed) {
      shown = magnitudes;
    } else {
      shown = all ? result.signed() : summary(result, places, false, resampling);
    }
    int[] numbers =
        IntStream.of(places).map(place -> result.provenance().windows()[place]).toArray();
    SaliencyFigures figures =
        new SaliencyFigures(
            result, shown, magnitudes, signed, resampling, resampling.describeWindows(numbers));
    List<Figure> shownFigures = new ArrayList<>();
    Completeness completeness = result.completeness();
    if (completeness != null) {
      shownFigures.add(
          new CompletenessReport(
                  completeness,
                  result.provenance().windows(),
                  places,
                  resampling.describeWindows(numbers))
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

  /** The places of the selected windows in the result; all if none of them is in it. */
  private static int[] places(int[] windows, Set<Integer> selected) {
    int[] places =
        IntStream.range(0, windows.length).filter(i -> selected.contains(windows[i])).toArray();
    return places.length == 0 ? IntStream.range(0, windows.length).toArray() : places;
  }

  private static Summary summary(
      SaliencyResult result, int[] places, boolean absolute, Resampling resampling) {
    return Summary.of(
        result.attribution().values(),
        result.layout(),
        places,
        absolute,
        resampling,
        result.provenance().seed(),
        Progress.none());
  }
}
