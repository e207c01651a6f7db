package org.loupe.batch.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Windows;

/**
 * What is to be analysed.
 *
 * @param checkpoints one after the other
 * @param windows the same for all
 * @param problems what could not be used of where these come from, and does not keep from analysing
 */
record Work(List<Checkpoint> checkpoints, Windows windows, List<String> problems) {
  Work {
    checkpoints = List.copyOf(checkpoints);
    problems = List.copyOf(problems);
  }

  /**
   * Checks that results do not overwrite each other.
   *
   * @throws BadInputException if two checkpoints have one name
   */
  static Work of(List<Checkpoint> checkpoints, Windows windows, List<String> problems)
      throws BadInputException {
    Set<String> names = new HashSet<>();
    for (Checkpoint checkpoint : checkpoints) {
      if (!names.add(checkpoint.name())) {
        throw new BadInputException(
            "Two checkpoints are called '"
                + checkpoint.name()
                + "' and would be written to one folder; rename a file, or analyse them one by one with different --out.");
      }
    }
    return new Work(checkpoints, windows, problems);
  }
}
