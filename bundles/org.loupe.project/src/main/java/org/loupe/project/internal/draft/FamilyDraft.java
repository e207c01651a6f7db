package org.loupe.project.internal.draft;

import java.util.List;
import java.util.Map;
import org.loupe.model.BadInputException;
import org.loupe.model.Wiring;
import org.loupe.project.internal.Families.Recognised;

/** Drafts what a family of models knows of its member: the wiring, and what it has assumed. */
final class FamilyDraft {
  private final Recognised recognised;
  private final CardSketch card;
  private final Guesses guesses;
  private final List<String> remarks;

  FamilyDraft(Recognised recognised, CardSketch card, Guesses guesses, List<String> remarks) {
    this.recognised = recognised;
    this.card = card;
    this.guesses = guesses;
    this.remarks = remarks;
  }

  void draft() throws BadInputException {
    Wiring wiring = recognised.family().wiring(recognised.file(), recognised.card()).orElse(null);
    if (wiring != null) {
      card.wiring = wiring;
      guesses.likely(
          "/wiring",
          Map.of("neuronTypes", wiring.neuronTypes()),
          "The weights of " + recognised.file().getFileName() + " are wired so.");
    }
    card.extensions.putAll(recognised.member().extensions());
    remarks.add("Recognised as " + recognised.member().description() + ".");
    remarks.addAll(recognised.member().assumptions());
  }
}
