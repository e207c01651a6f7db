package org.loupe.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;

/**
 * A method that compares several checkpoints, as installed: its analyzer and, if there is one, the
 * view for its results.
 *
 * @param analyzer the service
 * @param view the service with the same method id, or null
 * @param bundle symbolic name of the bundle that offers the analyzer; shown when it fails
 * @param <P> the parameter record
 * @param <R> the result record
 */
public record ComparisonMethod<P extends Record, R extends Result>(
    ComparisonAnalyzer<P, R> analyzer, @Nullable AnalysisView<R> view, String bundle)
    implements InstalledMethod<P, R> {

  @Override
  public Info info() {
    return analyzer.info();
  }

  @Override
  public Class<P> parameterType() {
    return analyzer.parameterType();
  }

  @Override
  public Class<R> resultType() {
    return analyzer.resultType();
  }

  @Override
  public P defaults(List<Subject> subjects) {
    return analyzer.defaults(subjects);
  }

  @Override
  public R analyze(List<Subject> subjects, P parameters, Progress progress) throws LoupeException {
    return analyzer.analyze(subjects, parameters, progress);
  }

  @Override
  public Object service() {
    return analyzer;
  }
}
