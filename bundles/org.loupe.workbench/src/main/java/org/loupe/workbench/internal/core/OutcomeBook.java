package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.Result;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;

/**
 * What checkpoints said of the windows of datasets, gathered from the results that come. Another
 * baseline is so shown at once, and a single window that is computed again hides no others.
 */
final class OutcomeBook {
  private final Map<Key, WindowOutcomes> known = new HashMap<>();

  private record Key(Dataset dataset, String checkpoint) {}

  /**
   * Adds what a result says. Not on a UI thread.
   *
   * @param checkpoint the result is of
   * @param dataset the result is of
   * @throws BadInputException if the true values do not fit the card
   */
  void add(Result result, Checkpoint checkpoint, Dataset dataset) throws BadInputException {
    WindowOutcomes said = WindowOutcomes.of(result, checkpoint, dataset);
    synchronized (known) {
      known.merge(new Key(dataset, checkpoint.sha256()), said, (before, now) -> now.with(before));
    }
  }

  /** What is known of the compared checkpoints, the baseline first; empty without the baseline. */
  List<WindowOutcomes> of(Dataset dataset, CompareList.Comparison comparison) {
    List<WindowOutcomes> all = new ArrayList<>();
    synchronized (known) {
      find(dataset, comparison.find(comparison.baseline())).ifPresent(all::add);
      if (all.isEmpty()) {
        return all;
      }
      for (CompareList.Entry entry : comparison.entries()) {
        if (!entry.name().equals(comparison.baseline())) {
          find(dataset, Optional.of(entry)).ifPresent(all::add);
        }
      }
    }
    return all;
  }

  private Optional<WindowOutcomes> find(Dataset dataset, Optional<CompareList.Entry> entry) {
    return entry.map(one -> known.get(new Key(dataset, one.checkpoint().sha256())));
  }

  /** Forgets all: another project is open. */
  void clear() {
    synchronized (known) {
      known.clear();
    }
  }
}
