package org.loupe.runtime.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;

/**
 * What one micro-batch is evaluated on.
 *
 * @param batch the windows
 * @param from position of the first within the source
 * @param changes the values of the interventions, in the query's order
 */
record Portion(Batch batch, int from, List<FloatTensor> changes) {

  /** Reads windows [from, to), and the values that are given for them. */
  static Portion read(BatchSource in, List<Intervention> interventions, int from, int to)
      throws BadInputException {
    Batch batch = in.read(from, to);
    List<FloatTensor> changes = new ArrayList<>();
    for (Intervention intervention : interventions) {
      changes.add(intervention.values().of(from, to));
    }
    return new Portion(batch, from, changes);
  }

  int size() {
    return batch.size();
  }
}
