package org.loupe.analysis;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Thrown by an analyzer that was cancelled, where what it has done so far is a result of its own,
 * of fewer windows. Whoever does not care treats it as any cancellation. Whoever keeps the result
 * must not take it for that of the whole request: its provenance names the windows it is of.
 */
public final class PartialResultException extends CancellationException {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<? extends Result> result;

  /**
   * A cancellation.
   *
   * @param done what was done, in a sentence
   * @param result puts it together; called only when somebody wants it, for it may take longer than
   *     a cancellation should
   */
  public PartialResultException(String done, Supplier<? extends Result> result) {
    super(done);
    this.result = result;
  }

  /** The result of what was done. */
  public Result result() {
    return result.get();
  }
}
