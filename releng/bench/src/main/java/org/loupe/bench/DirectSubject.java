package org.loupe.bench;

import java.util.Collection;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Forwards;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelSession;
import org.loupe.model.Windows;
import org.loupe.project.internal.data.CardBatches;

/**
 * All windows of a dataset, on a session that is open already.
 *
 * @param checkpoint the model
 * @param dataset its windows
 * @param session closed by whoever opened it
 * @param forwards what methods share
 */
record DirectSubject(
    Checkpoint checkpoint, Dataset dataset, ModelSession session, Forwards forwards)
    implements Subject {
  static DirectSubject of(Material material, ModelSession session, Forwards forwards) {
    return new DirectSubject(material.checkpoint(), material.dataset(), session, forwards);
  }

  @Override
  public Windows windows() {
    return Windows.all(dataset);
  }

  @Override
  public long seed() {
    return 42;
  }

  @Override
  public BatchSource inputs(Decoding decoding, Collection<String> targets)
      throws BadInputException {
    return new CardBatches(checkpoint.card(), windows(), decoding, targets);
  }
}
