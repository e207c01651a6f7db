package org.loupe.workbench.internal.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.project.Project;
import org.loupe.project.WindowExpression;

/**
 * What of the project's data turned out not to be usable, with the sentence that says why.
 *
 * @param datasets by name, those that were tried
 * @param slices by name, those of the chosen dataset
 */
public record Unusable(Map<String, String> datasets, Map<String, String> slices) {
  static final Unusable NONE = new Unusable(Map.of(), Map.of());

  /** Copies the maps. */
  public Unusable {
    datasets = Map.copyOf(datasets);
    slices = Map.copyOf(slices);
  }

  /** With a dataset that cannot be read. */
  Unusable with(String dataset, String sentence) {
    Map<String, String> now = new HashMap<>(datasets);
    now.put(dataset, sentence);
    return new Unusable(now, slices);
  }

  /** With a dataset that was read, of which some slices may not be there. */
  Unusable with(Dataset dataset, List<Project.Slice> all) {
    Map<String, String> now = new HashMap<>(datasets);
    now.remove(dataset.name());
    Map<String, String> wrong = new HashMap<>();
    for (Project.Slice slice : all) {
      if (slice.dataset().equals(dataset.name())) {
        try {
          WindowExpression.choose(slice.windows(), dataset, List.of(), 0);
        } catch (BadInputException e) {
          wrong.put(slice.name(), e.getMessage());
        }
      }
    }
    return new Unusable(now, wrong);
  }
}
