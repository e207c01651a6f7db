package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.RunTimes;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.Windows;

/**
 * Measures how long windows take once the engine is warm, when nothing else is to do: the window
 * that a view opens with takes many times as long as the same window among others. Runs on the
 * analysis thread; what it computes is thrown away.
 */
final class Rehearsal {
  /** Windows of a sample that tells what large batches cost. */
  static final int WINDOWS = 32;

  /** A second, smaller sample is this much smaller; it tells what does not grow with windows. */
  private static final int FEW = 4;

  private static final Logger LOG = System.getLogger(Rehearsal.class.getName());
  private static final int PASSES = 4;

  /** What takes longer is estimated from the runs themselves: nobody asked for this work. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** The engine is warm when a pass takes more than this share of the one before. */
  private static final double STEADY = 0.7;

  private final Execution execution;
  private final RunTimes times;
  private final int windows;
  private final LongSupplier nanoTime;
  private volatile boolean stopped;
  private long begun;

  /**
   * Creates it.
   *
   * @param windows of a sample; 0 rehearses nothing
   * @param nanoTime the clock that tells what takes too long
   */
  Rehearsal(Execution execution, RunTimes times, int windows, LongSupplier nanoTime) {
    this.execution = execution;
    this.times = times;
    this.windows = windows;
    this.nanoTime = nanoTime;
  }

  /**
   * Whether what the method costs on many windows is still to be measured. A comparison opens its
   * models by itself, which takes longer than a few windows: it is never rehearsed.
   */
  boolean isDue(RunRequest request) {
    return request.others().isEmpty()
        && times.windows(request.work()) < Math.min(windows, request.windows().dataset().size());
  }

  /** Lets the next {@link #run} begin; to be decided together with there being nothing else. */
  void begin() {
    stopped = false;
    begun = nanoTime.getAsLong();
  }

  /** Something else is to do. */
  void stop() {
    stopped = true;
  }

  /**
   * Measures.
   *
   * @return whether that is the end of it; if not, there was something else to do
   */
  boolean run(RunRequest request, InstalledMethod<?, ?> method) {
    RunRequest sample = sample(request, windows);
    try {
      if (windows / FEW > 0) {
        RunRequest few = sample(request, windows / FEW);
        times.addFew(few.work(), best(few, method));
      }
      times.add(sample.work(), best(sample, method));
    } catch (CancellationException e) {
      LOG.log(Level.DEBUG, "There is something else to do, or it takes too long.", e);
      if (stopped) {
        return false;
      }
      times.giveUp(sample.work());
    } catch (LoupeException | RuntimeException | Error e) {
      // What is wrong is said where somebody asked for the computation.
      LOG.log(Level.DEBUG, "The time that windows take is not known.", e);
      times.giveUp(sample.work());
    }
    return true;
  }

  private Duration best(RunRequest sample, InstalledMethod<?, ?> method) throws LoupeException {
    Duration best = execution.time(sample, method, new Stoppable());
    boolean steady = false;
    for (int pass = 1; pass < PASSES && !steady; pass++) {
      Duration now = execution.time(sample, method, new Stoppable());
      steady = now.toNanos() > best.toNanos() * STEADY;
      best = now.compareTo(best) < 0 ? now : best;
    }
    return best;
  }

  private static RunRequest sample(RunRequest request, int windows) {
    int size = Math.min(windows, request.windows().dataset().size());
    return request.on(new Windows(request.windows().dataset(), IntStream.range(0, size).toArray()));
  }

  /** Nobody watches, but it ends as soon as something else is to do. */
  private final class Stoppable implements Progress {
    @Override
    public void report(String task, long done, long total) {
      // Nobody waits for it.
    }

    @Override
    public boolean isCancelled() {
      return stopped || nanoTime.getAsLong() - begun > LONGEST.toNanos();
    }
  }
}
