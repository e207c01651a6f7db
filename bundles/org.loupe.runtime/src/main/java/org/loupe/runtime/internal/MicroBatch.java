package org.loupe.runtime.internal;

import java.util.List;
import org.loupe.model.Batch;
import org.loupe.model.Device;
import org.loupe.model.Tensor;

/**
 * How many windows are evaluated at once under a memory budget. The estimate looks only at shapes,
 * so that the same request on the same machine has the same micro-batch.
 *
 * <p>Every matrix of the model is taken to be applied at every step of the longest input axis and
 * to leave {@value #COPIES} arrays of its width behind (its result, activation, normalisation and
 * what backward keeps), and two maps of step × step, as if it belonged to an attention. This is
 * meant to be too much rather than too little.
 *
 * @param device where they are evaluated
 * @param memory budget in bytes
 * @param parameters shapes of the model's parameters
 */
record MicroBatch(Device device, long memory, List<long[]> parameters) {

  /**
   * More windows at once gain nothing on a processor, where each keeps one core busy and the other
   * cores take the next micro-batches.
   */
  private static final int LARGEST_ON_PROCESSOR = 16;

  private static final int LARGEST_ELSEWHERE = 256;

  private static final long COPIES = 6;
  private static final long MAPS = 2;
  private static final long FLOAT = 4;

  /**
   * The number of windows.
   *
   * @param window any one window
   * @param wanted the number asked for, or 0
   */
  int size(Batch window, int wanted) {
    int largest = device.kind() == Device.Kind.CPU ? LARGEST_ON_PROCESSOR : LARGEST_ELSEWHERE;
    return wanted > 0 ? wanted : (int) Math.max(1, Math.min(largest, memory / bytes(window)));
  }

  /** Estimated bytes per window, at least 1. */
  long bytes(Batch window) {
    long steps = 1;
    long elements = 0;
    for (Tensor input : window.inputs().values()) {
      elements += input.size();
      int[] shape = input.shape();
      if (shape.length > 1) {
        steps = Math.max(steps, shape[1]);
      }
    }
    long width = 0;
    long matrices = 0;
    for (long[] shape : parameters) {
      if (shape.length > 1) {
        width += shape[0];
        matrices++;
      }
    }
    return Math.max(
        1, FLOAT * (COPIES * (elements + steps * width) + MAPS * matrices * steps * steps));
  }
}
