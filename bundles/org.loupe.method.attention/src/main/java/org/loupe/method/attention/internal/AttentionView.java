package org.loupe.method.attention.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * The four figures of attention: the weights of one attention head, those of all, the rollout, and
 * what the attention heads are like. With windows selected they are of these alone; a layer and an
 * attention head that are selected, as by a click on a small picture, are the ones enlarged.
 */
@Component(service = AnalysisView.class)
public final class AttentionView implements AnalysisView<AttentionResult> {
  private static final String MEAN = "mean";

  /** The module; named by each result. */
  static DisplayOption module(List<String> names) {
    return new DisplayOption("layer", "Attention module", names);
  }

  /** The attention head, or the mean of all. */
  static DisplayOption attentionHead(int heads) {
    return new DisplayOption(
        "attention_head",
        "Attention head",
        Stream.concat(Stream.of(MEAN), IntStream.range(0, heads).mapToObj(Integer::toString))
            .toList());
  }

  @Override
  public String analyzer() {
    return AttentionAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Attention";
  }

  @Override
  public Class<AttentionResult> resultType() {
    return AttentionResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(module(List.of("first")), attentionHead(0));
  }

  @Override
  public List<DisplayOption> options(AttentionResult result) {
    List<DisplayOption> usable = new ArrayList<>();
    if (result.modules().chosen().size() > 1) {
      usable.add(module(names(result)));
    }
    int most = result.modules().chosen().stream().mapToInt(AttentionModule::heads).max().orElse(1);
    if (most > 1) {
      usable.add(attentionHead(most));
    }
    return usable;
  }

  @Override
  public List<Figure> figures(AttentionResult result, ViewState state, Selection selection) {
    int[] places = places(result, selection.of(Dimension.WINDOW));
    boolean all = places.length == finite(result).length;
    Resampling resampling = result.resampling().subset(places);
    List<HeadSummary> heads =
        all
            ? result.heads()
            : Heads.summarize(
                result.modules().chosen(),
                result.metrics(),
                places,
                resampling,
                result.provenance().seed(),
                Progress.none());
    int[] numbers =
        IntStream.of(places).map(place -> result.provenance().windows()[place]).toArray();
    ShownWeights weights = new ShownWeights(result, places, all);
    AttentionFigures figures =
        new AttentionFigures(result, heads, weights, resampling.describeWindows(numbers));
    int layer = layer(result, state, selection.of(Dimension.LAYER));
    int head = head(result, layer, state, selection.of(Dimension.ATTENTION_HEAD));
    return List.of(
        figures.weights(layer, head),
        figures.attentionHeads(),
        figures.rollout(),
        figures.headMetrics());
  }

  private static List<String> names(AttentionResult result) {
    return result.modules().chosen().stream().map(AttentionModule::name).toList();
  }

  /** The selected layer if it is a single one, else the chosen one. */
  private static int layer(AttentionResult result, ViewState state, Set<Integer> selected) {
    int last = result.modules().chosen().size() - 1;
    return selected.size() == 1
        ? Math.min(last, selected.iterator().next())
        : names(result).indexOf(state.choice(module(names(result))));
  }

  /** Likewise; −1 for the mean of all. */
  private static int head(
      AttentionResult result, int layer, ViewState state, Set<Integer> selected) {
    int last = result.modules().chosen().get(layer).heads() - 1;
    if (selected.size() == 1) {
      return Math.min(last, selected.iterator().next());
    }
    String choice = state.choice(attentionHead(last + 1));
    return choice.equals(MEAN) ? -1 : Integer.parseInt(choice);
  }

  /** The places of the selected windows whose weights are finite; all such if there is none. */
  private static int[] places(AttentionResult result, Set<Integer> selected) {
    int[] windows = result.provenance().windows();
    int[] all = finite(result);
    int[] places = IntStream.of(all).filter(i -> selected.contains(windows[i])).toArray();
    return places.length == 0 ? all : places;
  }

  private static int[] finite(AttentionResult result) {
    return IntStream.range(0, result.finite().length).filter(n -> result.finite()[n]).toArray();
  }
}
