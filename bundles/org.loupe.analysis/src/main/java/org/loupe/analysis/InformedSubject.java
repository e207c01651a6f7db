package org.loupe.analysis;

import java.util.Collection;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Windows;

/**
 * A subject of which something has been found already.
 *
 * @param subject everything else
 * @param digests what methods found, whatever the checkpoint and dataset; only what fits the
 *     subject's is told
 */
public record InformedSubject(Subject subject, List<? extends Digest> digests) implements Subject {
  /** Keeps what is about this checkpoint and dataset. */
  public InformedSubject {
    digests = digests.stream().filter(digest -> fits(digest.provenance(), subject)).toList();
  }

  private static boolean fits(Provenance provenance, Subject subject) {
    return provenance.checkpointSha256().equals(subject.checkpoint().sha256())
        && provenance.datasetSha256().equals(subject.windows().dataset().sha256());
  }

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
  public ModelSession session() throws LoupeException {
    return subject.session();
  }

  @Override
  public BatchSource inputs(Decoding decoding, Collection<String> targets)
      throws BadInputException {
    return subject.inputs(decoding, targets);
  }

  @Override
  public Forwards forwards() {
    return subject.forwards();
  }
}
