package org.loupe.workbench.internal.windows;

import java.util.Optional;
import org.loupe.project.WindowExpression;
import org.loupe.workbench.internal.core.WindowChoice;

/**
 * Windows that can be saved as a slice.
 *
 * @param windows an expression
 * @param words for people: 'the 3 chosen windows'
 */
record SliceDraft(String windows, String words) {

  /**
   * The chosen windows; where all are chosen, those that match a filter; else nothing.
   *
   * @param choice the chosen windows
   * @param filter as typed
   * @param matching the windows that match it, ascending
   */
  static Optional<SliceDraft> of(WindowChoice choice, String filter, int[] matching) {
    if (!choice.isAll()) {
      int size = choice.windows().size();
      return Optional.of(
          new SliceDraft(
              WindowExpression.of(choice.windows().numbers()),
              size == 1
                  ? "window " + choice.windows().numbers()[0]
                  : "the " + size + " chosen windows"));
    }
    boolean filtered = !filter.isBlank() && matching.length < choice.windows().dataset().size();
    if (!filtered || matching.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new SliceDraft(
            WindowExpression.of(matching),
            (matching.length == 1
                    ? "the window that matches '"
                    : "the " + matching.length + " windows that match '")
                + filter.strip()
                + "'"));
  }
}
