package org.loupe.method.tokens.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/** The figures of tokens. With windows selected, they are of these alone. */
@Component(service = AnalysisView.class)
public final class TokensView implements AnalysisView<TokensResult> {
  static final DisplayOption SORT = new DisplayOption("sort", "Sort", List.of("count", "accuracy"));

  @Override
  public String analyzer() {
    return TokensAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Tokens";
  }

  @Override
  public Class<TokensResult> resultType() {
    return TokensResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(SORT);
  }

  @Override
  public List<Figure> figures(TokensResult result, ViewState state, Selection selection) {
    TokenSummary summary = summary(result, selection.of(Dimension.WINDOW));
    TokensFigures figures = new TokensFigures(summary, state.choice(SORT).equals("accuracy"));
    return List.of(
        figures.accuracy(),
        figures.confidenceAccuracy(),
        figures.counts(),
        figures.errorFrequency(),
        figures.easiestHardest(),
        figures.confusion());
  }

  private static TokenSummary summary(TokensResult result, Set<Integer> selected) {
    int[] windows = result.provenance().windows();
    int[] places =
        IntStream.range(0, windows.length).filter(i -> selected.contains(windows[i])).toArray();
    boolean all = places.length == 0 || places.length == windows.length;
    if (all || result.summary().material().tokens(places) == 0) {
      return result.summary();
    }
    return TokenSummary.of(
        result.summary().material(),
        windows,
        places,
        result.summary().resampling().subset(places),
        result.provenance().seed(),
        Progress.none());
  }
}
