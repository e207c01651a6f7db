package org.loupe.workbench.internal.core;

import java.util.Collection;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Forwards;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.ModelSession;
import org.loupe.model.Windows;

/**
 * A subject whose session belongs to the pool, not to the subject.
 *
 * @param subject everything but the session
 * @param session the pool's
 * @param forwards what it shares with others
 */
record PooledSubject(Subject subject, ModelSession session, Forwards forwards) implements Subject {
  @Override
  public Checkpoint checkpoint() {
    return subject.checkpoint();
  }

  @Override
  public Windows windows() {
    return subject.windows();
  }

  @Override
  public long seed() {
    return subject.seed();
  }

  @Override
  public BatchSource inputs(Decoding decoding, Collection<String> targets)
      throws BadInputException {
    return subject.inputs(decoding, targets);
  }
}
