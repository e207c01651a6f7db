package org.loupe.workbench.internal.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.loupe.analysis.Result;

/** Where a computation stands. */
public sealed interface RunState {

  /** The result, once it is there. */
  default Optional<Result> result() {
    return Optional.empty();
  }

  /** When the result was written to where it was read from; empty where it was just computed. */
  default Optional<Instant> written() {
    return Optional.empty();
  }

  /** Whether it is waiting or running. */
  default boolean isBusy() {
    return false;
  }

  /** Nobody asked for it yet, or its result was given up. */
  record Missing() implements RunState {}

  /** Nobody asked for it; whether it lies in the project is being found out. */
  record Sought() implements RunState {}

  /** It waits for its turn. */
  record Queued() implements RunState {
    @Override
    public boolean isBusy() {
      return true;
    }
  }

  /**
   * It is being computed.
   *
   * @param message what is being done
   * @param done units finished
   * @param total units in all, or 0 if unknown
   * @param remaining an estimate, once there is one
   */
  record Running(String message, long done, long total, Optional<Duration> remaining)
      implements RunState {
    @Override
    public boolean isBusy() {
      return true;
    }

    /** The share that is done, 0 to 1; NaN if unknown. */
    public double share() {
      return total > 0 ? Math.min(1, (double) done / total) : Double.NaN;
    }
  }

  /**
   * It is computed, or was computed before and read from the project.
   *
   * @param content the result
   * @param written when it was written to where it was read from; empty where it was just computed
   */
  record Done(Result content, Optional<Instant> written) implements RunState {
    /** It was just computed. */
    public Done(Result content) {
      this(content, Optional.empty());
    }

    @Override
    public Optional<Result> result() {
      return Optional.of(content);
    }
  }

  /**
   * It failed.
   *
   * @param sentence for people
   * @param bundle symbolic name of the method's bundle; empty if no method was found
   * @param lasting whether another attempt at the same would fail the same way
   * @param defect whether the bundle did what nobody expects of it
   */
  record Failed(String sentence, String bundle, boolean lasting, boolean defect)
      implements RunState {}

  /**
   * Somebody cancelled it.
   *
   * @param done what was done until then, in a sentence; empty where nothing of it is kept
   * @param partial the result of what was done
   */
  record Cancelled(String done, Optional<Result> partial) implements RunState {
    /** Nothing is kept. */
    public Cancelled() {
      this("", Optional.empty());
    }

    @Override
    public Optional<Result> result() {
      return partial;
    }
  }
}
