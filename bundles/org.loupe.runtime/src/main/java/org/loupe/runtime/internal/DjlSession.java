package org.loupe.runtime.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.Evaluation;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Sink;

/**
 * A module on the engine's thread: reads, evaluates and delivers one micro-batch after the other.
 */
final class DjlSession implements ModelSession {

  private static final String TASK = "Evaluating windows";
  private static final long SLICE_MS = 20;

  private final Checkpoint checkpoint;
  private final Device device;
  private final EngineInfo engine;
  private final LoadedModel model;
  private final EngineThread thread;
  private final MicroBatch microBatch;
  private final Evaluator evaluator;
  private final Consumer<DjlSession> closed;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean open = true;

  /**
   * A session that owns a model.
   *
   * @param threads of libtorch within one operation, or 0 for all processors
   * @param closed told once when the session has been closed
   */
  DjlSession(
      Checkpoint checkpoint,
      Device device,
      EngineInfo engine,
      LoadedModel model,
      EngineThread thread,
      MicroBatch microBatch,
      int threads,
      Consumer<DjlSession> closed) {
    this.checkpoint = checkpoint;
    this.device = device;
    this.engine = engine;
    this.model = model;
    this.thread = thread;
    this.microBatch = microBatch;
    this.evaluator = new Evaluator(model, device, threads);
    this.closed = closed;
  }

  @Override
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public EngineInfo engine() {
    return engine;
  }

  @Override
  public Report evaluate(BatchSource in, Query query, Sink out, Progress progress)
      throws LoupeException {
    acquire(progress);
    try {
      checkOpen();
      QueryPlan plan = QueryPlan.of(checkpoint.card(), query);
      return in.size() == 0 ? new Report(0) : run(in, plan, out, progress);
    } finally {
      lock.unlock();
    }
  }

  private void acquire(Progress progress) {
    try {
      while (!lock.tryLock(SLICE_MS, TimeUnit.MILLISECONDS)) {
        progress.checkCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  private void checkOpen() {
    if (!open) {
      throw new IllegalStateException(
          "the session of checkpoint '" + checkpoint.name() + "' has been closed");
    }
  }

  private Report run(BatchSource in, QueryPlan plan, Sink out, Progress progress)
      throws LoupeException {
    int total = in.size();
    int size = Math.min(total, microBatch.size(in.read(0, 1), plan.query().microBatch()));
    int largest = 0;
    int from = 0;
    while (from < total) {
      progress.checkCancelled();
      checkOpen();
      int start = from;
      Batch batch = in.read(start, Math.min(total, start + size));
      progress.checkCancelled();
      Evaluation evaluation;
      try {
        evaluation = thread.call(() -> evaluator.evaluate(plan, batch, start, progress), progress);
      } catch (OutOfMemoryException e) {
        size = halve(batch.size(), e);
        continue;
      }
      largest = Math.max(largest, batch.size());
      from += batch.size();
      out.accept(evaluation);
      progress.report(TASK, from, total);
    }
    return new Report(largest);
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

  @Override
  public void close() {
    lock.lock();
    try {
      if (!open) {
        return;
      }
      open = false;
      thread.finish(
          () -> {
            model.close();
            return null;
          });
    } catch (LoupeException e) {
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
    closed.accept(this);
  }
}
