package org.loupe.model;

import org.jspecify.annotations.Nullable;

/**
 * How a model is run.
 *
 * @param device where, or null for the first of cuda, mps, cpu that is there
 * @param threads of the processor that evaluate micro-batches side by side, at most as many as it
 *     has; 0 for all of them; the numbers do not depend on it
 */
public record SessionOptions(@Nullable Device device, int threads) {
  /** The best device, the default number of threads. */
  public static final SessionOptions AUTO = new SessionOptions(null, 0);
}
