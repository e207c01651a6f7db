package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/**
 * The figures of an ablation: layer × attention head, ranked bars, what every prediction head
 * notices, gradient importance beside it, and pairs. With windows selected they are of these alone.
 */
@Component(service = AnalysisView.class)
public final class AblationView implements AnalysisView<AblationResult> {
  /** Which metric; one that a result lacks stands for the one it is ranked by at first. */
  static final DisplayOption METRIC =
      new DisplayOption(
          "metric",
          "Metric",
          List.of(
              "default", "accuracy", "log_probability_true", "log_probability", "error", "output"));

  @Override
  public String analyzer() {
    return AblationAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Ablation";
  }

  @Override
  public Class<AblationResult> resultType() {
    return AblationResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(METRIC);
  }

  @Override
  public List<Figure> figures(AblationResult result, ViewState state, Selection selection) {
    int[] places = places(result, selection.of(Dimension.WINDOW));
    boolean all = places.length == result.usable().length;
    List<Summary> summaries = all ? result.summaries() : summaries(result, places);
    FloatTensor importance =
        all
            ? result.importance()
            : new FloatTensor(
                result.importance().axes(),
                GradientImportance.of(result.items(), result.rawImportance(), places));
    int[] numbers =
        IntStream.of(places).map(place -> result.provenance().windows()[place]).toArray();
    AblationFigures figures =
        new AblationFigures(
            result,
            summaries,
            metric(result, state.choice(METRIC)),
            importance.values(),
            result.resampling().subset(places).describeWindows(numbers));
    List<Figure> shown = new ArrayList<>();
    if (result.subject().over() == Over.ATTENTION_HEADS) {
      shown.add(figures.matrix());
    }
    shown.add(figures.ranked());
    shown.add(figures.outputs());
    shown.add(figures.gradient());
    if (result.items().size() > result.singles().size()) {
      shown.add(figures.pairs());
    }
    return shown;
  }

  private static int metric(AblationResult result, String choice) {
    String key = choice.equals("output") ? "output/" + result.subject().head() : choice;
    return IntStream.range(0, result.metrics().size())
        .filter(m -> result.metrics().get(m).key().equals(key))
        .findFirst()
        .orElse(result.primary());
  }

  private static List<Summary> summaries(AblationResult result, int[] places) {
    return IntStream.range(0, result.metrics().size())
        .mapToObj(
            m ->
                Summary.of(
                    result.effect().values(),
                    result.items(),
                    result.provenance().windows().length,
                    result.metrics(),
                    m,
                    places,
                    result.broken(),
                    result.resampling(),
                    result.provenance().seed(),
                    Progress.none()))
        .toList();
  }

  /** The places of the selected usable windows; all of these if there is none. */
  private static int[] places(AblationResult result, Set<Integer> selected) {
    int[] windows = result.provenance().windows();
    int[] places =
        IntStream.of(result.usable()).filter(i -> selected.contains(windows[i])).toArray();
    return places.length == 0 ? result.usable() : places;
  }
}
