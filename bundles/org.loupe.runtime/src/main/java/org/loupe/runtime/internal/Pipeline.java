package org.loupe.runtime.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.loupe.model.BatchSource;
import org.loupe.model.Device;
import org.loupe.model.Evaluation;
import org.loupe.model.Intervention;
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
    Evaluation evaluate(Portion portion) throws LoupeException;
  }

  /**
   * How much is done at once.
   *
   * @param windows per micro-batch
   * @param lanes micro-batches under way
   */
  record Width(int windows, int lanes) {}

  private record Pending(int from, int size, Work<Evaluation> result) {}

  private final EngineThreads threads;
  private final Device device;

  /** A pipeline to a device. */
  Pipeline(EngineThreads threads, Device device) {
    this.threads = threads;
    this.device = device;
  }

  /**
   * Runs one piece of work, but waits for it no longer than the progress is alive.
   *
   * @throws CancellationException if cancelled
   * @throws ModelException if it does not fit into the memory
   */
  <T> T run(Callable<T> callable, Progress progress) throws LoupeException {
    Work<T> work = threads.submit(0, callable);
    try {
      return EngineThreads.await(work, progress);
    } catch (OutOfMemoryException e) {
      throw tooLarge(e);
    } finally {
      work.cancel(false);
    }
  }

  /**
   * Runs until the source is empty.
   *
   * @param interventions whose values are read together with the windows
   * @return the largest number of windows evaluated at once
   */
  int run(
      BatchSource in,
      List<Intervention> interventions,
      Width width,
      Stage stage,
      Sink out,
      Progress progress)
      throws LoupeException {
    int total = in.size();
    int step = width.windows;
    int largest = 0;
    int next = 0;
    int started = 0;
    Deque<Pending> underWay = new ArrayDeque<>();
    try {
      while (next < total || !underWay.isEmpty()) {
        while (next < total && underWay.size() < width.lanes) {
          progress.checkCancelled();
          Portion portion = Portion.read(in, interventions, next, Math.min(total, next + step));
          int lane = started++ % width.lanes;
          underWay.add(
              new Pending(
                  portion.from(),
                  portion.size(),
                  threads.submit(lane, () -> stage.evaluate(portion))));
          next += portion.size();
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
      throw tooLarge(e);
    }
    return size / 2;
  }

  private ModelException tooLarge(OutOfMemoryException e) {
    return new ModelException(
        "One window does not fit into the memory of "
            + device
            + Reasons.needed(e).map(amount -> ", which has no " + amount + " left").orElse("")
            + "; choose another device or shorter windows.",
        e);
  }
}
