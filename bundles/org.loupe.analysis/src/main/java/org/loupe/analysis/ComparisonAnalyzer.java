package org.loupe.analysis;

import java.util.List;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An analysis method that needs several checkpoints at once, such as the similarity of their
 * layers. What can be computed for each checkpoint by itself is an {@link Analyzer}; its figures
 * are compared without further code. Stateless and thread-safe.
 *
 * <p>Models are large: an analyzer visits the subjects one after the other where it can, and calls
 * {@link Subject#release()} when it has what it needs of one, so that sixteen checkpoints do not
 * take the memory of sixteen models. {@link ComparedSubjects} does so.
 *
 * @param <P> the parameter record, see {@link Parameter}
 * @param <R> the result record
 */
@ConsumerType
public interface ComparisonAnalyzer<P extends Record, R extends Result> {

  /** Who the method is. Constant. */
  Info info();

  /** The parameter record's class. */
  Class<P> parameterType();

  /** The result record's class, by which views find their results. */
  Class<R> resultType();

  /**
   * Parameters that fit all of the subjects, before anyone chose. Looks at the cards only; opens no
   * session.
   */
  P defaults(List<Subject> subjects);

  /**
   * Computes.
   *
   * @param subjects two or more, all on the same windows, the baseline first; the same checkpoint
   *     may be there twice
   * @param parameters checked against their {@link Parameter} annotations by the caller
   * @param progress as for {@link Analyzer#analyze}
   * @return numbers that depend on nothing but subjects, their order and parameters
   * @throws LoupeException as for {@link Analyzer#analyze}
   */
  R analyze(List<Subject> subjects, P parameters, Progress progress) throws LoupeException;
}
