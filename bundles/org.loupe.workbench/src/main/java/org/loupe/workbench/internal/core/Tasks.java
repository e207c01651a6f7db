package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.loupe.analysis.RemainingTime;
import org.loupe.model.Progress;

/** All that takes its time: computations, and other work that people wait for. Thread-safe. */
public final class Tasks {
  private final AnalysisRuns runs;
  private final Observed<List<Work>> others = new Observed<>(List.of());
  private final Observed<List<Task>> all = new Observed<>(List.of());

  /** Begins with the computations alone. */
  Tasks(AnalysisRuns runs) {
    this.runs = runs;
    runs.jobs().onChange(now -> update());
    others.onChange(now -> update());
  }

  /** Other work first, then the running computation and those that wait. */
  public Observed<List<Task>> all() {
    return all;
  }

  /**
   * Shows other work until it is closed.
   *
   * @param name for people: 'Installing Occlusion'
   */
  public Work begin(String name) {
    Work work = new Work(name);
    others.update(
        old -> {
          List<Work> now = new ArrayList<>(old);
          now.add(work);
          return List.copyOf(now);
        });
    return work;
  }

  /** Cancels them. */
  public void cancel(List<? extends Task> tasks) {
    List<RunRequest> requests = new ArrayList<>();
    for (Task task : tasks) {
      if (task instanceof Job job) {
        requests.add(job.request());
      } else if (task instanceof Work work) {
        work.cancel();
      }
    }
    runs.cancel(requests);
  }

  private void update() {
    all.update(
        old -> {
          List<Task> now = new ArrayList<>(others.get());
          now.addAll(runs.jobs().get());
          return List.copyOf(now);
        });
  }

  /** Work other than a computation; what does it reports here. */
  public final class Work implements Task, Progress, AutoCloseable {
    private final String name;
    private final RemainingTime remaining = new RemainingTime();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Observed<RunState> state = new Observed<>(new RunState.Queued());

    private Work(String name) {
      this.name = name;
    }

    @Override
    public String id() {
      return "work";
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Observed<RunState> state() {
      return state;
    }

    @Override
    public void report(String task, long done, long total) {
      if (!isCancelled()) {
        state.set(new RunState.Running(task, done, total, remaining.update(task, done, total)));
      }
    }

    @Override
    public boolean isCancelled() {
      return cancelled.get();
    }

    @Override
    public void close() {
      others.update(old -> old.stream().filter(each -> each != this).toList());
    }

    private void cancel() {
      cancelled.set(true);
      state.set(new RunState.Cancelled());
    }
  }
}
