package org.loupe.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What all installed methods have in common, whether they look at one checkpoint or at several.
 *
 * @param <P> the parameter record
 * @param <R> the result record
 */
@ProviderType
public sealed interface InstalledMethod<P extends Record, R extends Result>
    permits Method, ComparisonMethod {

  /** Who the method is. */
  Info info();

  /** The parameter record's class. */
  Class<P> parameterType();

  /** The result record's class, by which stored results are read back. */
  Class<R> resultType();

  /**
   * Parameters that fit, before anyone chose; looks at the cards only.
   *
   * @param subjects the only one, or of a comparison the baseline first
   */
  P defaults(List<Subject> subjects);

  /**
   * Computes, see {@link Analyzer#analyze} and {@link ComparisonAnalyzer#analyze}.
   *
   * @param subjects as for {@link #defaults}
   */
  R analyze(List<Subject> subjects, P parameters, Progress progress) throws LoupeException;

  /** The service that computes: a method that was updated has another. */
  Object service();

  /** The view for its results, or null. */
  @Nullable AnalysisView<R> view();

  /**
   * What the view shows of a result before anybody chose anything.
   *
   * @return empty if there is no view
   */
  default List<Figure> figures(R result) {
    AnalysisView<R> view = view();
    return view == null ? List.of() : view.figures(result, ViewState.DEFAULT, Selection.NONE);
  }

  /** Symbolic name of the bundle that offers the analyzer; shown when it fails. */
  String bundle();
}
