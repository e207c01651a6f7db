package org.loupe.workbench.internal.core;

import java.util.concurrent.atomic.AtomicBoolean;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.RemainingTime;
import org.loupe.model.Checkpoint;
import org.loupe.model.Progress;

/** One attempt to compute a request, from the queue to its end. */
public final class Job implements Task {
  private final RunRequest request;
  private final InstalledMethod<?, ?> method;
  private final String name;
  private final Observed<RunState> state;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  Job(RunRequest request, InstalledMethod<?, ?> method, Observed<RunState> state) {
    this.request = request;
    this.method = method;
    this.name =
        method.info().name()
            + ", "
            + Provenance.nameOf(request.checkpoints().stream().map(Checkpoint::name).toList());
    this.state = state;
  }

  /** What is computed. */
  public RunRequest request() {
    return request;
  }

  @Override
  public String id() {
    return request.checkpoint().name();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Observed<RunState> state() {
    return state;
  }

  InstalledMethod<?, ?> method() {
    return method;
  }

  void cancel() {
    cancelled.set(true);
    state.update(old -> old.isBusy() ? new RunState.Cancelled() : old);
  }

  /** Publishes a state; of a cancelled job only what it had done, unless it was asked for anew. */
  void publish(RunState newState) {
    state.update(
        old -> {
          boolean late = cancelled.get();
          boolean kept =
              old instanceof RunState.Cancelled && newState instanceof RunState.Cancelled;
          return late && !kept ? old : newState;
        });
  }

  Progress progress() {
    RemainingTime remaining = new RemainingTime();
    return new Progress() {
      @Override
      public void report(String task, long done, long total) {
        publish(new RunState.Running(task, done, total, remaining.update(task, done, total)));
      }

      @Override
      public boolean isCancelled() {
        return cancelled.get();
      }
    };
  }
}
