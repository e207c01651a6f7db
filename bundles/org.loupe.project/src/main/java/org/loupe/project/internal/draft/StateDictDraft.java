package org.loupe.project.internal.draft;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.StateDict;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/** Drafts {@code stateDict}: where a training checkpoint keeps the architecture's parameters. */
final class StateDictDraft {
  private static final double HALF = 0.5;

  private StateDictDraft() {}

  static void draft(FileSummary architecture, Path checkpoint, CardSketch card, Guesses guesses)
      throws BadInputException {
    Set<String> wanted =
        architecture.tensors().stream().map(TensorInfo::name).collect(Collectors.toSet());
    try (StateDict dict = StateDict.open(checkpoint)) {
      List<String> sections = new ArrayList<>();
      for (String section : dict.sections()) {
        Map<String, TensorInfo> tensors = dict.tensors(List.of(section));
        if (!isOptimizer(section) && share(tensors.keySet(), wanted) > 0) {
          sections.add(section);
        }
      }
      if (dict.sections().isEmpty()) {
        return;
      }
      if (sections.isEmpty()) {
        dict.sections().stream().filter(name -> !isOptimizer(name)).forEach(sections::add);
      }
      card.stateDict = new StateDictRules(sections, List.of(), List.of());
      Set<String> found = dict.tensors(sections).keySet();
      double share = share(wanted, found);
      String why =
          String.format(
              Locale.ROOT,
              "%.0f %% of the architecture's tensors are found there by name.",
              100 * share);
      if (share > HALF) {
        guesses.likely("/stateDict/sections", sections, why);
      } else {
        guesses.weak(
            "/stateDict/sections", sections, why + " Rules under 'rename' are needed.", List.of());
      }
    }
  }

  private static boolean isOptimizer(String section) {
    return section.contains("optim") || section.contains("sched") || section.contains("scaler");
  }

  /** The share of the first names that are among the second. */
  private static double share(Collection<String> names, Collection<String> among) {
    return names.isEmpty()
        ? 0
        : (double) names.stream().filter(among::contains).count() / names.size();
  }
}
