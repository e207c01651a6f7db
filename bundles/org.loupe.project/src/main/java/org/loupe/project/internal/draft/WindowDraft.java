package org.loupe.project.internal.draft;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.model.ArrayReference;
import org.loupe.model.Dimension;
import org.loupe.model.InputCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.TokenCard;
import org.loupe.model.WindowLabel;
import org.loupe.project.internal.draft.Names.Meaning;

/** Drafts {@code lengths}, {@code clusters}, {@code labels} and {@code tokens}. */
final class WindowDraft {
  private static final int MOST_LABELS = 100;

  private final DataFacts data;
  private final Map<String, List<String>> classes;
  private final CardSketch card;
  private final Guesses guesses;

  WindowDraft(DataFacts data, Map<String, List<String>> classes, CardSketch card, Guesses guesses) {
    this.data = data;
    this.classes = classes;
    this.card = card;
    this.guesses = guesses;
  }

  void draft() {
    for (ArrayFacts array : data.all()) {
      boolean perWindow =
          array.rank() == 1 && array.isInteger() && array.distinct() < data.dataset().size();
      if (perWindow && Meaning.LENGTHS.has(array.name())) {
        card.lengths = ArrayReference.whole(array.name());
        guesses.likely(
            "/lengths",
            Guesses.value(card.lengths),
            "An array of this name holds the valid steps of every window.");
      } else if (perWindow && Meaning.CLUSTER.has(array.name())) {
        clusters(array);
      } else if (perWindow) {
        label(array);
      }
    }
    if (card.clusters == null) {
      guesses.unanswered(
          "/clusters",
          "Name the array that says which windows belong together (recording, machine), if there is"
              + " one; without it neighbouring windows count as independent.");
    }
    tokens();
  }

  private void clusters(ArrayFacts array) {
    if (card.clusters == null) {
      card.clusters = ArrayReference.whole(array.name());
      guesses.likely(
          "/clusters",
          Guesses.value(card.clusters),
          "Its name, and that "
              + array.distinct()
              + " numbers stand for "
              + data.dataset().size()
              + " windows.");
    }
    addLabel(array, "Windows can be coloured and grouped by it.");
  }

  /** Few numbers that leave hardly any out are codes; others are positions or measurements. */
  private void label(ArrayFacts array) {
    boolean codes =
        array.min() >= 0
            && array.distinct() > 1
            && array.distinct() <= MOST_LABELS
            && array.max() < 2 * array.distinct();
    if (codes) {
      addLabel(array, "One of " + array.distinct() + " numbers per window.");
    }
  }

  private void addLabel(ArrayFacts array, String why) {
    String name = Names.last(array.name());
    List<String> names =
        classes.getOrDefault(
            array.name(),
            card.heads.stream()
                .filter(head -> head.target() != null)
                .filter(head -> head.target().equals(ArrayReference.whole(array.name())))
                .map(PredictionHead::labels)
                .findFirst()
                .orElse(List.of()));
    card.labels.put(name, new WindowLabel(ArrayReference.whole(array.name()), names));
    guesses.likely("/labels/" + name, Guesses.value(ArrayReference.whole(array.name())), why);
  }

  private void tokens() {
    Optional<InputCard> input =
        card.inputs.stream()
            .filter(each -> each.vocabulary() != null && each.axes().contains(Dimension.TOKEN))
            .findFirst();
    if (input.isEmpty() || !input.get().data().isSliced()) {
      return;
    }
    String array = input.get().data().array();
    Long pad = data.find(array).map(ArrayFacts::pad).orElse(null);
    card.tokens =
        new TokenCard(
            new ArrayReference(array, 1, null),
            String.valueOf(input.get().vocabulary()),
            pad,
            Map.of());
    guesses.likely(
        "/tokens",
        Guesses.value(card.tokens.target()),
        "The tokens after the first are those that are predicted"
            + (pad == null ? "." : "; " + pad + " is padding."));
  }
}
