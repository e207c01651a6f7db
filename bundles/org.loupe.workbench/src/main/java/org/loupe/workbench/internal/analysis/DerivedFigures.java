package org.loupe.workbench.internal.analysis;

import java.util.List;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.ViewState;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;

/**
 * Figures made of the results of all compared checkpoints together, shown under the figures of
 * each. Asked by one background thread at a time, and once for the same results and choices.
 */
interface DerivedFigures {
  /** Stable; where it failed, the reason stands in the place of a figure of this id. */
  String id();

  /** Choices of how they are drawn, with what is offered before there are results. */
  List<DisplayOption> options();

  /** Those of the choices that change something for these results. Quick: asked at every change. */
  List<DisplayOption> options(Compared compared);

  /**
   * Makes the figures; may take its time.
   *
   * @param state how they are drawn: only the choices of {@link #options(Compared)} are heeded
   * @param progress is cancelled when there are other results by then
   * @return in the order shown, of ids that no figure of a method has; none where these results
   *     have nothing in common
   */
  List<Figure> figures(Compared compared, ViewState state, Progress progress);
}
