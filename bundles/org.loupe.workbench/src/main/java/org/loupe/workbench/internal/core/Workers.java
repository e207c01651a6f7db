package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the workbench, one for each kind of work, so that none waits for another kind. All
 * end together. Services that go after the end still ask for work, which nobody needs any more.
 */
final class Workers {
  private final List<ExecutorService> all = new ArrayList<>();
  private final ExecutorService files = begin("loupe-files");
  private final ExecutorService comparing = begin("loupe-comparing");
  private final ExecutorService listing = begin("loupe-listing");
  private final ExecutorService shelving = begin("loupe-results");
  private final ExecutorService finding = begin("loupe-finding");
  private final ExecutorService changing = begin("loupe-extensions");
  private final ExecutorService undoing = begin("loupe-undo");
  private final ExecutorService asking = begin("loupe-devices");
  private final ResultWriter writing = new ResultWriter(begin("loupe-writing"), 5000);
  private final AnalysisThread analysis = new AnalysisThread(() -> thread("loupe-analysis"));

  /** Reads files and asks plug-ins. */
  ExecutorService files() {
    return files;
  }

  /** Makes what follows from results. */
  ExecutorService comparing() {
    return comparing;
  }

  /** Filters and sorts. */
  ExecutorService listing() {
    return listing;
  }

  /** Draws and writes results. */
  ResultWriter writing() {
    return writing;
  }

  /** Lists and changes results. */
  ExecutorService shelving() {
    return shelving;
  }

  /** Looks for results that were computed before. */
  ExecutorService finding() {
    return finding;
  }

  /** Changes extensions. */
  ExecutorService changing() {
    return changing;
  }

  /** Undoes and redoes. */
  ExecutorService undoing() {
    return undoing;
  }

  /** Asks for devices, for which the engine starts. */
  ExecutorService asking() {
    return asking;
  }

  /** Computes. */
  AnalysisWorker analysis() {
    return analysis;
  }

  /** Runs a task when {@link Lanes#PATIENCE} is over; the task must be quick. */
  Executor patience() {
    return CompletableFuture.delayedExecutor(
        Lanes.PATIENCE.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);
  }

  /** Ends all, after what waits; waits two seconds for computations. */
  void stop() {
    all.forEach(ExecutorService::shutdown);
    try {
      // Sessions are closed on the analysis thread, before the runtime's bundle goes.
      analysis.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ExecutorService begin(String name) {
    ExecutorService begun = thread(name);
    all.add(begun);
    return begun;
  }

  private static ThreadPoolExecutor thread(String name) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.DiscardPolicy());
  }
}
