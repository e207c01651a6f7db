package org.loupe.model;

import org.jspecify.annotations.Nullable;

/**
 * How a model is run.
 *
 * @param device where, or null for the first of cuda, mps, cpu that is there
 * @param threads of the engine on the processor, or 0 for its default
 */
public record SessionOptions(@Nullable Device device, int threads) {
  /** The best device, the default number of threads. */
  public static final SessionOptions AUTO = new SessionOptions(null, 0);
}
