package org.loupe.workbench.internal.analysis;

import java.util.List;
import java.util.Objects;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;

/**
 * Where a figure comes from. Holds no result: a figure that is pinned outlives the bundle that made
 * it, whose classes must be free to go.
 *
 * @param checkpoints names of those it shows
 * @param results how they were computed
 * @param explanation what there is to say of it
 */
record Origin(
    List<String> checkpoints, List<Provenance> results, List<Explanation.Section> explanation) {

  /**
   * Of a figure in a view.
   *
   * @param info of the view's method
   * @param figure its id
   * @param caption as shown below it
   * @param columns what the view shows
   */
  static Origin of(Info info, String figure, String caption, List<PanelMaker.Column> columns) {
    return new Origin(
        checkpoints(columns),
        columns.stream()
            .map(column -> column.slot().result())
            .filter(Objects::nonNull)
            .map(Result::provenance)
            .toList(),
        Explanation.of(info, figure, caption, columns));
  }

  /** Names of the checkpoints in a view. */
  static List<String> checkpoints(List<PanelMaker.Column> columns) {
    return columns.stream().map(column -> column.entry().name()).toList();
  }
}
