package org.loupe.model;

import java.util.concurrent.CancellationException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How long work tells where it stands and learns that it is no longer wanted.
 *
 * <p>Every loop over windows, steps or channels reports, and calls {@link #checkCancelled()} often
 * enough to stop within 100 ms. Both may be called from any thread.
 *
 * <pre>{@code
 * for (int i = 0; i < n; i++) {
 *   progress.checkCancelled();
 *   ...
 *   progress.report("saliency", i + 1, n);
 * }
 * }</pre>
 */
@ConsumerType
public interface Progress {

  /**
   * Tells how much is done. Cheap; the receiver limits how often people see it.
   *
   * @param task what is being done, in a few words; how much of it is done may follow behind a
   *     colon, where units are not what people count in: 'read a.npz: 3.1 of 10.6 GB'
   * @param done units finished, from 0 to total
   * @param total units in all, or 0 if unknown
   */
  void report(String task, long done, long total);

  /** Whether the work is no longer wanted. */
  boolean isCancelled();

  /**
   * Ends the work if it is no longer wanted.
   *
   * @throws CancellationException if so; let it pass, it is not an error
   */
  default void checkCancelled() {
    if (isCancelled()) {
      throw new CancellationException();
    }
  }

  /** The same progress, whose task is always called that, whatever is reported underneath. */
  default Progress named(String task) {
    Progress whole = this;
    return new Progress() {
      @Override
      public void report(String part, long done, long total) {
        whole.report(task, done, total);
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }

  /** A progress that nobody watches and nobody cancels. */
  static Progress none() {
    return new Progress() {
      @Override
      public void report(String task, long done, long total) {
        // nobody watches
      }

      @Override
      public boolean isCancelled() {
        return false;
      }
    };
  }
}
