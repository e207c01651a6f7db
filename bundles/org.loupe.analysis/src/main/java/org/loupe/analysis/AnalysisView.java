package org.loupe.analysis;

import java.util.List;
import org.loupe.plots.Figure;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Turns results into figures. Registered as an OSGi service; stateless, thread-safe, and quick
 * enough to be called whenever a display choice changes. The workbench paints the figures in a
 * part, the command line and the report write them.
 *
 * @param <R> the result record
 */
@ConsumerType
public interface AnalysisView<R extends Result> {

  /** Id of the analyzer whose results are shown. */
  String analyzer();

  /** The view's title: 'Saliency'. */
  String title();

  /** The results that are shown. */
  Class<R> resultType();

  /** Display choices that people have, with what each may be; the first choice is the default. */
  List<DisplayOption> options();

  /**
   * Those of the {@link #options()} that change something for a result; all unless overridden. The
   * others are not offered while it is shown. The choices may be those that the result has, such as
   * its prediction heads.
   */
  default List<DisplayOption> options(R result) {
    return options();
  }

  /**
   * Describes the figures.
   *
   * @param result what is shown
   * @param state display choices
   * @param selection what is selected across all views
   * @return in the order in which they are shown; the same ids for every result of the method
   */
  List<Figure> figures(R result, ViewState state, Selection selection);
}
