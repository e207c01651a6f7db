package org.loupe.workbench.internal.analysis;

import java.util.List;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Timeline;
import org.loupe.analysis.ViewState;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;

/** A number over the compared checkpoints. */
final class TimelineFigures implements DerivedFigures {
  @Override
  public String id() {
    return Timeline.FIGURE;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(option(List.of("none")));
  }

  /** Which number; none where there is none, or fewer than three checkpoints have results. */
  @Override
  public List<DisplayOption> options(Compared compared) {
    List<String> names = Timeline.scalars(compared.results());
    return names.isEmpty() ? List.of() : List.of(option(names));
  }

  private static DisplayOption option(List<String> names) {
    return new DisplayOption("timeline", "Over checkpoints", names);
  }

  @Override
  public List<Figure> figures(Compared compared, ViewState state, Progress progress) {
    List<String> names = compared.members().stream().map(Compared.Member::name).toList();
    return options(compared).stream()
        .map(option -> Timeline.figure(compared.results(), names, state.choice(option)))
        .toList();
  }
}
