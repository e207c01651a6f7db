package org.loupe.project.internal;

import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Forwards;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.ModelRuntime;
import org.loupe.model.ModelSession;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.Subjects.OpenSubject;
import org.loupe.project.internal.data.CardBatches;

/** A checkpoint on windows, whose session is opened by need. */
final class CheckpointSubject implements OpenSubject {
  private final Checkpoint checkpoint;
  private final Windows windows;
  private final long seed;
  private final SessionOptions options;
  private final Supplier<@Nullable ModelRuntime> runtime;
  private final Forwards forwards;
  private @Nullable ModelSession session;
  private boolean closed;

  CheckpointSubject(
      Checkpoint checkpoint,
      Windows windows,
      long seed,
      SessionOptions options,
      Supplier<@Nullable ModelRuntime> runtime,
      Forwards forwards) {
    this.checkpoint = checkpoint;
    this.windows = windows;
    this.seed = seed;
    this.options = options;
    this.runtime = runtime;
    this.forwards = forwards;
  }

  @Override
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  @Override
  public Windows windows() {
    return windows;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public synchronized ModelSession session() throws LoupeException {
    if (closed) {
      throw new ModelException("Checkpoint '" + checkpoint.name() + "' was closed; run it again.");
    }
    ModelSession open = session;
    if (open == null) {
      ModelRuntime available = runtime.get();
      if (available == null) {
        throw new ModelException(
            "No model can be run: the bundle org.loupe.runtime is not installed or not started.");
      }
      open = available.open(checkpoint, options);
      session = open;
    }
    return open;
  }

  @Override
  public Forwards forwards() {
    return forwards;
  }

  @Override
  public BatchSource inputs(Decoding decoding, Collection<String> targets)
      throws BadInputException {
    return new CardBatches(checkpoint.card(), windows, decoding, targets);
  }

  @Override
  public synchronized void release() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    release();
  }
}
