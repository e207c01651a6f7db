package org.loupe.runtime.internal;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.MethodCall;
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
  private final ProbedModel model;
  private final MicroBatch microBatch;
  private final Pipeline pipeline;
  private final Lanes lanes;
  private final Evaluator evaluator;
  private final Consumer<DjlSession> closed;

  /** Held by an evaluation. */
  private final ReentrantLock evaluation = new ReentrantLock();

  private final AtomicBoolean open = new AtomicBoolean(true);

  /**
   * How many micro-batches are evaluated at once.
   *
   * @param outside while nothing is probed
   * @param inside while probes are used, for which each needs a copy of the module
   */
  record Lanes(int outside, int inside) {}

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
      ProbedModel model,
      MicroBatch microBatch,
      Pipeline pipeline,
      Lanes lanes,
      Consumer<DjlSession> closed) {
    this.checkpoint = checkpoint;
    this.device = device;
    this.engine = engine;
    this.model = model;
    this.microBatch = microBatch;
    this.pipeline = pipeline;
    this.lanes = lanes;
    this.evaluator = new Evaluator(device);
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
    return model.state().probes();
  }

  @Override
  public List<String> parameters() throws LoupeException {
    return ofModel(LoadedModel::parameterNames);
  }

  @Override
  public FloatTensor parameter(String name) throws LoupeException {
    return ofModel(loaded -> loaded.parameter(name));
  }

  /** What is asked of the module itself, on an engine thread. */
  private interface Question<T> {
    T of(LoadedModel loaded) throws LoupeException;
  }

  private <T> T ofModel(Question<T> question) throws LoupeException {
    Progress whileOpen = new WhileOpen(Progress.none());
    acquire(whileOpen);
    try {
      return pipeline.run(
          () -> {
            try (Modules.Use use = model.state().modules().use(false)) {
              return question.of(use.model());
            }
          },
          whileOpen);
    } finally {
      evaluation.unlock();
    }
  }

  @Override
  public Report evaluate(BatchSource in, Query query, Sink out, Progress progress)
      throws LoupeException {
    Progress whileOpen = new WhileOpen(progress);
    acquire(whileOpen);
    try {
      if (query.call() != null) {
        return call(query.call(), in, query, out, whileOpen);
      }
      if (in.size() == 0) {
        QueryPlan.of(checkpoint.card(), query, model.state().names());
        return new Report(0);
      }
      if (!model.state().checked()) {
        Batch few = few(in);
        pipeline.run(() -> verify(few), whileOpen);
      }
      QueryPlan plan = QueryPlan.of(checkpoint.card(), query, model.state().names());
      if (!model.state().layouts().know(plan.probes())) {
        Batch few = few(in);
        pipeline.run(() -> learn(few, plan), whileOpen);
        model.state().layouts().require(plan.probes());
      }
      int size = microBatch.size(in.read(0, 1), query.microBatch());
      return new Report(
          pipeline.run(
              in,
              query.interventions(),
              new Pipeline.Width(size, plan.isInside() ? lanes.inside : lanes.outside),
              stage(model.state(), plan, whileOpen),
              out,
              whileOpen));
    } finally {
      evaluation.unlock();
    }
  }

  /** Nothing inside takes part, so that there is nothing to verify first. */
  private Report call(MethodCall method, BatchSource in, Query query, Sink out, Progress whileOpen)
      throws LoupeException {
    if (query.isInside()) {
      throw new BadInputException(
          "Probes and interventions take part in forward only, not in the exported method '"
              + method.method()
              + "'.");
    }
    if (in.size() == 0) {
      return new Report(0);
    }
    Batch window = in.read(0, 1);
    ModelState state = model.state();
    QueryPlan plan =
        QueryPlan.of(MethodCard.of(checkpoint.card(), method, window), query, state.names());
    int size = microBatch.size(window, query.microBatch());
    return new Report(
        pipeline.run(
            in,
            List.of(),
            new Pipeline.Width(size, lanes.outside),
            stage(state, plan, whileOpen),
            out,
            whileOpen));
  }

  private static Batch few(BatchSource in) throws BadInputException {
    return in.read(0, Math.min(in.size(), Verifier.WINDOWS));
  }

  private @Nullable Void verify(Batch few) throws LoupeException {
    model.verify(few);
    return null;
  }

  private @Nullable Void learn(Batch few, QueryPlan plan) throws LoupeException {
    model.learn(few, plan.probes());
    return null;
  }

  private Pipeline.Stage stage(ModelState state, QueryPlan plan, Progress progress) {
    return portion -> {
      try (Modules.Use use = state.modules().use(plan.isInside())) {
        return evaluator.evaluate(use.model(), plan, state.layouts(), portion, progress);
      }
    };
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

  /** Ends an evaluation when the session is closed meanwhile. */
  private final class WhileOpen implements Progress {
    private final Progress progress;

    WhileOpen(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void report(String task, long done, long total) {
      progress.report(task, done, total);
    }

    @Override
    public boolean isCancelled() {
      return progress.isCancelled();
    }

    @Override
    public void checkCancelled() {
      if (!open.get()) {
        throw new IllegalStateException(
            "the session of checkpoint '" + checkpoint.name() + "' has been closed");
      }
      progress.checkCancelled();
    }
  }

  @Override
  public void close() {
    if (open.getAndSet(false)) {
      model.close();
      closed.accept(this);
    }
  }
}
