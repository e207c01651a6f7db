package org.loupe.analysis;

import org.jspecify.annotations.Nullable;

/**
 * What all installed methods have in common, whether they look at one checkpoint or at several.
 *
 * @param <P> the parameter record
 * @param <R> the result record
 */
public sealed interface InstalledMethod<P extends Record, R extends Result>
    permits Method, ComparisonMethod {

  /** Who the method is. */
  Info info();

  /** The parameter record's class. */
  Class<P> parameterType();

  /** The view for its results, or null. */
  @Nullable AnalysisView<R> view();

  /** Symbolic name of the bundle that offers the analyzer; shown when it fails. */
  String bundle();
}
