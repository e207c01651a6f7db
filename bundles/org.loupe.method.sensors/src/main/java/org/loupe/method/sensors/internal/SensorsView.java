package org.loupe.method.sensors.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
 * The figures of a sensor ranking: all channels, the first twenty, groups, cumulative share; of a
 * group ablation groups and their interactions. With windows selected, they are of these alone.
 */
@Component(service = AnalysisView.class)
public final class SensorsView implements AnalysisView<SensorsResult> {
  static final DisplayOption SORT =
      new DisplayOption("sort", "Sort", List.of("card", "importance", "group"));

  @Override
  public String analyzer() {
    return SensorsAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Sensors";
  }

  @Override
  public Class<SensorsResult> resultType() {
    return SensorsResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(SORT);
  }

  @Override
  public List<DisplayOption> options(SensorsResult result) {
    return result.units().isGroups() ? List.of() : options();
  }

  @Override
  public List<Figure> figures(SensorsResult result, ViewState state, Selection selection) {
    int[] windows = result.provenance().windows();
    int[] places = places(windows, selection.of(Dimension.WINDOW));
    boolean all = places.length == windows.length;
    Resampling resampling = all ? result.resampling() : result.resampling().subset(places);
    Ranking ranking = all ? result.ranking() : ranking(result, places, resampling);
    int[] numbers = IntStream.of(places).map(place -> windows[place]).toArray();
    SensorFigures figures =
        new SensorFigures(result, ranking, resampling, resampling.describeWindows(numbers));
    if (result.units().isGroups()) {
      List<Figure> shown = new ArrayList<>(List.of(figures.groups()));
      @Nullable Interactions interactions =
          all ? result.interactions() : interactions(result, places, resampling);
      if (interactions != null) {
        shown.add(figures.interactions(interactions));
      }
      return shown;
    }
    return List.of(
        figures.allChannels(state.choice(SORT)),
        figures.topChannels(),
        figures.groups(),
        figures.cumulative());
  }

  /** The places of the selected windows in the result; all if none of them is in it. */
  private static int[] places(int[] windows, Set<Integer> selected) {
    int[] places =
        IntStream.range(0, windows.length).filter(i -> selected.contains(windows[i])).toArray();
    return places.length == 0 ? IntStream.range(0, windows.length).toArray() : places;
  }

  private static Ranking ranking(SensorsResult result, int[] places, Resampling resampling) {
    return Ranking.of(
        result.drop().values(),
        result.drop().axes().get(1).size(),
        result.provenance().windows().length,
        places,
        resampling,
        result.ranking().unchanged(),
        result.provenance().seed(),
        Progress.none());
  }

  private static @Nullable Interactions interactions(
      SensorsResult result, int[] places, Resampling resampling) {
    float[] drops = result.pairDrop();
    return drops == null
        ? null
        : Interactions.of(
            drops,
            result.units().size(),
            result.provenance().windows().length,
            places,
            resampling,
            result.provenance().seed(),
            Progress.none());
  }
}
