package org.loupe.runtime.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Device;
import org.loupe.model.Evaluation;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;
import org.loupe.model.Sink;

/**
 * Evaluates a source's micro-batches side by side and delivers them in order. Where memory runs out
 * it goes on with smaller ones.
 */
final class Pipeline {

  private static final String TASK = "Evaluating windows";

  /** Evaluates one micro-batch on an engine thread. */
  interface Stage {
    Evaluation evaluate(Batch batch, int from) throws LoupeException;
  }

  private record Pending(int from, int size, Future<Evaluation> result) {}

  private final EngineThreads threads;
  private final Device device;
  private final int lanes;

  /**
   * A pipeline.
   *
   * @param lanes micro-batches under way at once
   */
  Pipeline(EngineThreads threads, Device device, int lanes) {
    this.threads = threads;
    this.device = device;
    this.lanes = lanes;
  }

  /**
   * Runs until the source is empty.
   *
   * @param size windows per micro-batch
   * @return the largest number of windows evaluated at once
   */
  int run(BatchSource in, int size, Stage stage, Sink out, Progress progress)
      throws LoupeException {
    int total = in.size();
    int step = size;
    int largest = 0;
    int next = 0;
    int started = 0;
    Deque<Pending> underWay = new ArrayDeque<>();
    try {
      while (next < total || !underWay.isEmpty()) {
        while (next < total && underWay.size() < lanes) {
          progress.checkCancelled();
          int from = next;
          int lane = started++ % lanes;
          Batch batch = in.read(from, Math.min(total, from + step));
          next = from + batch.size();
          underWay.add(
              new Pending(
                  from, batch.size(), threads.submit(lane, () -> stage.evaluate(batch, from))));
        }
        Pending first = underWay.element();
        Evaluation evaluation;
        try {
          evaluation = EngineThreads.await(first.result, progress);
        } catch (OutOfMemoryException e) {
          step = halve(first.size, e);
          next = first.from;
          drop(underWay);
          continue;
        }
        underWay.remove();
        largest = Math.max(largest, first.size);
        out.accept(evaluation);
        progress.report(TASK, first.from + first.size, total);
      }
      return largest;
    } finally {
      drop(underWay);
    }
  }

  /** What has begun ends in the background, its result is garbage. */
  private static void drop(Deque<Pending> underWay) {
    underWay.forEach(pending -> pending.result.cancel(false));
    underWay.clear();
  }

  private int halve(int size, OutOfMemoryException e) throws ModelException {
    if (size == 1) {
      throw new ModelException(
          "One window does not fit into the memory of "
              + device
              + "; choose another device or shorter windows.",
          e);
    }
    return size / 2;
  }
}
