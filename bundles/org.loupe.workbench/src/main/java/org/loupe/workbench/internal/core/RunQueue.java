package org.loupe.workbench.internal.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The job that runs and those that wait. Guarded by the monitor of the {@link RunBook}, which
 * callers hold.
 */
final class RunQueue {
  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Observed<List<Job>> jobs = new Observed<>(List.of());
  private @Nullable Job running;

  /** The job that runs, then those that wait, in their order, as {@link #tell} found them. */
  Observed<List<Job>> jobs() {
    return jobs;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The job that runs. */
  Optional<Job> running() {
    return Optional.ofNullable(running);
  }

  /** Puts jobs before all that wait, in this order. */
  void putFirst(List<Job> added) {
    for (int i = added.size() - 1; i >= 0; i--) {
      waiting.addFirst(added.get(i));
    }
  }

  /** Takes a job away that waits; returns false if it does not. */
  boolean remove(Job job) {
    return waiting.remove(job);
  }

  void removeIf(Predicate<Job> which) {
    waiting.removeIf(which);
  }

  /** The next job runs from now on; empty if none waits. */
  Optional<Job> begin() {
    running = waiting.pollFirst();
    return running();
  }

  /** Nothing runs any more. */
  void end() {
    running = null;
  }

  /** Tells what runs and waits. A cancelled job is gone although it has not ended. */
  void tell() {
    List<Job> now = new ArrayList<>();
    running().filter(job -> job.state().get().isBusy()).ifPresent(now::add);
    now.addAll(waiting);
    jobs.set(List.copyOf(now));
  }
}
