package org.loupe.analysis;

import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An analysis method on one checkpoint. Registered as an OSGi service; stateless and thread-safe.
 *
 * @param <P> the parameter record, see {@link Parameter}
 * @param <R> the result record
 */
@ConsumerType
public interface Analyzer<P extends Record, R extends Result> {

  /** Who the method is. Constant. */
  Info info();

  /** The parameter record's class. */
  Class<P> parameterType();

  /** The result record's class, by which views find their results. */
  Class<R> resultType();

  /**
   * Whether it looks at a single window, and refuses several: the workbench then asks for the
   * window that people look at, whichever are chosen. Constant.
   */
  default boolean isOfOneWindow() {
    return false;
  }

  /**
   * The least number of windows that it can say something of: the workbench does not begin with
   * fewer by itself. Constant.
   */
  default int leastWindows() {
    return 1;
  }

  /**
   * Parameters that fit a subject, before anyone chose: its first prediction head and so on. Looks
   * at the card only; opens no session.
   */
  P defaults(Subject subject);

  /**
   * Computes.
   *
   * @param subject what is analysed
   * @param parameters checked against their {@link Parameter} annotations by the caller
   * @param progress told often; when cancelled the analyzer throws {@link
   *     java.util.concurrent.CancellationException} within 100 ms
   * @return numbers that depend on nothing but subject and parameters
   * @throws LoupeException if the data, the model and the parameters do not fit each other, or the
   *     engine fails; the message is shown as it is
   */
  R analyze(Subject subject, P parameters, Progress progress) throws LoupeException;
}
