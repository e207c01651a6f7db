package org.loupe.method.temporal.internal;

import org.loupe.analysis.InputLayout;
import org.loupe.model.Query;

/**
 * Micro-batches of variants of windows. A recurrent cell is called as often for one window as for
 * many, step after step, so that small micro-batches take nearly as long as large ones.
 */
final class RecurrentBatch {
  /** Numbers of the input in one micro-batch. */
  private static final int NUMBERS = 1 << 18;

  private static final int LARGEST = 256;
  private static final int SMALLEST = 16;

  private RecurrentBatch() {}

  /** The outputs of prediction heads for windows of one size. */
  static Query outputs(InputLayout layout, String... heads) {
    int fitting = NUMBERS / Math.max(1, layout.elements());
    return Query.outputs(heads).withMicroBatch(Math.max(SMALLEST, Math.min(LARGEST, fitting)));
  }
}
