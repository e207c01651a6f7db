package org.loupe.project.internal.draft;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.Architecture;
import org.loupe.checkpoint.StateDict;
import org.loupe.checkpoint.StateDictProposal;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/** Drafts {@code stateDict}: how a training checkpoint's tensors become the architecture's. */
final class StateDictDraft {
  private StateDictDraft() {}

  /** The proposal, whose rules are now in the card. */
  static StateDictProposal draft(
      Path architecture, Path checkpoint, CardSketch card, Guesses guesses)
      throws BadInputException {
    StateDictProposal proposal;
    try (StateDict dict = StateDict.open(checkpoint)) {
      proposal = StateDictProposal.of(dict, null, Architecture.read(architecture));
    }
    StateDictRules rules = proposal.rules();
    card.stateDict = rules;
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("sections", rules.sections());
    value.put(
        "rename", rules.rename().stream().map(r -> List.of(r.pattern(), r.replacement())).toList());
    value.put("ignore", rules.ignore());
    long sure = proposal.count(StateDictProposal.Confidence.SURE);
    long doubtful = proposal.count(StateDictProposal.Confidence.DOUBTFUL);
    String why = sure + " tensors are found by name and shape, " + doubtful + " more are doubtful";
    if (!proposal.mapping().isComplete()) {
      guesses.open(
          "/stateDict",
          value,
          why
              + ", the others are not found: correct the rules, or take its own"
              + " architecture.");
    } else if (doubtful > 0) {
      guesses.weak("/stateDict", value, why + ": look at these.", List.of());
    } else {
      guesses.likely("/stateDict", value, why + ".");
    }
    return proposal;
  }
}
