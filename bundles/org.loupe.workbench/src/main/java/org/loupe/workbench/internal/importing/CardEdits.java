package org.loupe.workbench.internal.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.Dimension;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.model.WindowLabel;
import org.loupe.project.imports.CardDraft;

/** What a person changes in a drafted card; what was changed is no guess any longer. */
final class CardEdits {
  private CardEdits() {}

  /**
   * Another array of true values.
   *
   * @param index of the head
   * @param target null for none
   */
  static CardDraft target(CardDraft draft, int index, @Nullable ArrayReference target) {
    return head(
        draft,
        index,
        "target",
        head ->
            new PredictionHead(
                head.name(),
                head.output(),
                head.kind(),
                head.axes(),
                head.labels(),
                target,
                head.mask()));
  }

  /**
   * Another kind, with the axes and labels that belong to it.
   *
   * @param index of the head
   * @param units numbers that the head gives per position
   */
  static CardDraft kind(CardDraft draft, int index, Kind kind, int units) {
    return head(draft, index, "kind", head -> ofKind(head, kind, units));
  }

  private static PredictionHead ofKind(PredictionHead head, Kind kind, int units) {
    List<Dimension> axes = new ArrayList<>(head.axes());
    axes.set(axes.size() - 1, kind == Kind.CATEGORICAL ? Dimension.CLASS : Dimension.VALUE);
    List<String> labels =
        kind == Kind.REGRESSION
            ? List.of()
            : IntStream.range(0, units).mapToObj(String::valueOf).toList();
    return new PredictionHead(
        head.name(), head.output(), kind, axes, labels, head.target(), head.mask());
  }

  private static CardDraft head(
      CardDraft draft, int index, String key, UnaryOperator<PredictionHead> change) {
    List<PredictionHead> heads = new ArrayList<>(draft.card().heads());
    heads.set(index, change.apply(heads.get(index)));
    ModelCard card = draft.card();
    return draft.answered(
        copy(card, heads, card.clusters(), card.labels()), "/heads/" + index + "/" + key);
  }

  /**
   * Another array that says what windows belong together.
   *
   * @param array null for none
   */
  static CardDraft clusters(CardDraft draft, @Nullable String array) {
    ModelCard card = draft.card();
    ArrayReference clusters = array == null ? null : ArrayReference.whole(array);
    return draft.answered(copy(card, card.heads(), clusters, card.labels()), "/clusters");
  }

  /** Makes an array a label of windows, or none. */
  static CardDraft label(CardDraft draft, String array, boolean wanted) {
    ModelCard card = draft.card();
    Map<String, WindowLabel> labels = new LinkedHashMap<>(card.labels());
    labels.values().removeIf(label -> label.data().array().equals(array));
    if (wanted) {
      labels.put(array, new WindowLabel(ArrayReference.whole(array), List.of()));
    }
    return draft.answered(copy(card, card.heads(), card.clusters(), labels), "/labels/" + array);
  }

  private static ModelCard copy(
      ModelCard card,
      List<PredictionHead> heads,
      @Nullable ArrayReference clusters,
      Map<String, WindowLabel> labels) {
    return new ModelCard(
        card.name(),
        card.inputs(),
        card.explain(),
        card.channels(),
        heads,
        card.hidden(),
        card.states(),
        card.layers(),
        card.step(),
        card.wiring(),
        card.lengths(),
        clusters,
        card.scalers(),
        card.generation(),
        labels,
        card.tokens(),
        card.vocabularies(),
        card.stateDict(),
        card.extensions());
  }
}
