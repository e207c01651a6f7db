package org.loupe.workbench.internal.analysis;

import java.util.List;
import java.util.Optional;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dimension;
import org.loupe.model.PredictionHead;
import org.loupe.plots.render.Hit;
import org.loupe.plots.swt.SelectionMode;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.WorkbenchCore;

/**
 * What clicks mean besides selecting: on an output, a step of a prediction head, it becomes what is
 * explained; a double-click on a window shows that window.
 */
final class OutputClicks {
  /** Id of the method that shows a single window. */
  private static final String WINDOW = "window";

  private final WorkbenchCore core;

  OutputClicks(WorkbenchCore core) {
    this.core = core;
  }

  /** Whether a place is of a prediction head and a step. */
  static boolean isOutput(Hit hit) {
    return step(hit).isPresent() && of(hit, Dimension.PREDICTION_HEAD).isPresent();
  }

  /** The output step that a place is of. */
  static Optional<Hit.Coordinate> step(Hit hit) {
    return of(hit, Dimension.TOKEN).or(() -> of(hit, Dimension.TIME));
  }

  private static Optional<Hit.Coordinate> of(Hit hit, Dimension dimension) {
    return hit.coordinates().stream().filter(c -> c.dimension() == dimension).findFirst();
  }

  /** Explains an output that is clicked. */
  void explain(Hit hit, SelectionMode mode) {
    if (mode != SelectionMode.REPLACE || !isOutput(hit)) {
      return;
    }
    CompareList.Comparison comparison = core.compare().comparison().get();
    List<PredictionHead> heads =
        comparison
            .find(comparison.baseline())
            .map(CompareList.Entry::checkpoint)
            .map(Checkpoint::card)
            .map(card -> card.heads())
            .orElse(List.of());
    int index = of(hit, Dimension.PREDICTION_HEAD).map(Hit.Coordinate::position).orElse(-1);
    if (index >= 0 && index < heads.size()) {
      PredictionHead head = heads.get(index);
      String step =
          step(hit).map(at -> Integer.toString(at.position())).orElse(TargetParameters.ALL);
      core.explaining().explain(head.name(), head.isSequence() ? step : TargetParameters.ALL);
    }
  }

  /** Shows a window that is double-clicked; says whether there is one. */
  boolean open(Hit hit) {
    Optional<Integer> window = of(hit, Dimension.WINDOW).map(Hit.Coordinate::position);
    window.ifPresent(
        number -> {
          core.workspace().currentWindow().set(number);
          core.views().open(WINDOW);
        });
    return window.isPresent();
  }
}
