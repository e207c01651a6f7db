package org.loupe.runtime.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.Evaluation;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Sink;

/** A loaded module and whoever uses it: one evaluation at a time, and none after it was closed. */
final class DjlSession implements ModelSession {

  private final Checkpoint checkpoint;
  private final Device device;
  private final EngineInfo engine;
  private final LoadedModel model;
  private final MicroBatch microBatch;
  private final Pipeline pipeline;
  private final Evaluator evaluator;
  private final Consumer<DjlSession> closed;

  /** Held by an evaluation. */
  private final ReentrantLock evaluation = new ReentrantLock();

  /** Read by native work, which may outlive its evaluation; written to free the module. */
  private final ReadWriteLock module = new ReentrantReadWriteLock();

  private volatile boolean open = true;

  /**
   * A session that owns a model.
   *
   * @param microBatch chooses how many windows are evaluated at once
   * @param closed told once when the session has been closed
   */
  DjlSession(
      Checkpoint checkpoint,
      Device device,
      EngineInfo engine,
      LoadedModel model,
      MicroBatch microBatch,
      Pipeline pipeline,
      Consumer<DjlSession> closed) {
    this.checkpoint = checkpoint;
    this.device = device;
    this.engine = engine;
    this.model = model;
    this.microBatch = microBatch;
    this.pipeline = pipeline;
    this.evaluator = new Evaluator(model, device);
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
  public Probes probes() {
    return Probes.NONE;
  }

  @Override
  public Report evaluate(BatchSource in, Query query, Sink out, Progress progress)
      throws LoupeException {
    acquire(progress);
    try {
      checkOpen();
      QueryPlan plan = QueryPlan.of(checkpoint.card(), query);
      if (in.size() == 0) {
        return new Report(0);
      }
      int size = microBatch.size(in.read(0, 1), query.microBatch());
      return new Report(
          pipeline.run(
              in, size, (batch, from) -> evaluate(plan, batch, from, progress), out, progress));
    } finally {
      evaluation.unlock();
    }
  }

  private void acquire(Progress progress) {
    try {
      do {
        progress.checkCancelled();
      } while (!evaluation.tryLock(EngineThreads.SLICE_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  private Evaluation evaluate(QueryPlan plan, Batch batch, int from, Progress progress)
      throws LoupeException {
    module.readLock().lock();
    try {
      checkOpen();
      return evaluator.evaluate(plan, batch, from, progress);
    } finally {
      module.readLock().unlock();
    }
  }

  private void checkOpen() {
    if (!open) {
      throw new IllegalStateException(
          "the session of checkpoint '" + checkpoint.name() + "' has been closed");
    }
  }

  @Override
  public void close() {
    evaluation.lock();
    module.writeLock().lock();
    try {
      if (!open) {
        return;
      }
      open = false;
      model.close();
    } finally {
      module.writeLock().unlock();
      evaluation.unlock();
    }
    closed.accept(this);
  }
}
