package org.loupe.analysis;

import java.util.Collection;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Windows;
import org.osgi.annotation.versioning.ProviderType;

/** A subject that is another one in all but what it overrides. */
@ProviderType
public interface DelegatingSubject extends Subject {

  /** The other one. */
  Subject subject();

  @Override
  default Checkpoint checkpoint() {
    return subject().checkpoint();
  }

  @Override
  default Windows windows() {
    return subject().windows();
  }

  @Override
  default long seed() {
    return subject().seed();
  }

  @Override
  default ModelSession session() throws LoupeException {
    return subject().session();
  }

  @Override
  default void release() {
    subject().release();
  }

  @Override
  default BatchSource inputs(Decoding decoding, Collection<String> targets)
      throws BadInputException {
    return subject().inputs(decoding, targets);
  }

  @Override
  default Forwards forwards() {
    return subject().forwards();
  }

  @Override
  default List<? extends Digest> digests() {
    return subject().digests();
  }
}
