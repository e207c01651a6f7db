package org.loupe.batch.internal;

import java.util.Collection;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Subject;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.ModelSession;
import org.loupe.model.Windows;

/**
 * A subject of which only the card is looked at: enough for a method to say what its parameters
 * are.
 */
record CardSubject(Checkpoint checkpoint, Windows windows, long seed) implements Subject {
  @Override
  public ModelSession session() {
    throw new UnsupportedOperationException("no model is run before the work is planned");
  }

  @Override
  public BatchSource inputs(Decoding decoding, Collection<String> targets) {
    throw new UnsupportedOperationException("no window is read before the work is planned");
  }
}
