package org.loupe.workbench.internal.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** A worker that works when told to. */
public final class ManualExecutor implements Executor {
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Runs one task, if there is any. */
  public void step() {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
  }

  /** Runs tasks until none is left. */
  public void drain() {
    while (!tasks.isEmpty()) {
      step();
    }
  }
}
