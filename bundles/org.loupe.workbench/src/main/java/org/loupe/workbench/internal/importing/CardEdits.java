package org.loupe.workbench.internal.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.InputCard;
import org.loupe.model.Mask;
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

  /**
   * Other axes of a head.
   *
   * @param index of the head
   */
  static CardDraft axes(CardDraft draft, int index, List<Dimension> axes) throws BadInputException {
    Dimension last =
        draft.card().heads().get(index).kind() == Kind.CATEGORICAL
            ? Dimension.CLASS
            : Dimension.VALUE;
    if (axes.get(axes.size() - 1) != last) {
      throw new BadInputException(
          "The axes of this kind of head end with "
              + last.key()
              + "; found "
              + CardText.axes(axes)
              + ".");
    }
    return head(
        draft,
        index,
        "axes",
        head ->
            new PredictionHead(
                head.name(),
                head.output(),
                head.kind(),
                axes,
                head.labels(),
                head.target(),
                head.mask()));
  }

  /**
   * Other names of a head's classes or values.
   *
   * @param index of the head
   */
  static CardDraft labels(CardDraft draft, int index, List<String> labels) {
    return head(
        draft,
        index,
        draft.card().heads().get(index).kind() == Kind.CATEGORICAL ? "classes" : "values",
        head ->
            new PredictionHead(
                head.name(),
                head.output(),
                head.kind(),
                head.axes(),
                labels,
                head.target(),
                head.mask()));
  }

  /**
   * Other positions of a head that count.
   *
   * @param index of the head
   */
  static CardDraft mask(CardDraft draft, int index, List<Mask> mask) {
    return head(
        draft,
        index,
        "mask",
        head ->
            new PredictionHead(
                head.name(),
                head.output(),
                head.kind(),
                head.axes(),
                head.labels(),
                head.target(),
                mask));
  }

  /**
   * Other axes of an input.
   *
   * @param index of the input
   * @param channels key of its channels' names, if one of the axes counts channels
   */
  static CardDraft inputAxes(
      CardDraft draft, int index, List<Dimension> axes, @Nullable String channels) {
    ModelCard card = draft.card();
    List<InputCard> inputs = new ArrayList<>(card.inputs());
    InputCard input = inputs.get(index);
    inputs.set(
        index,
        new InputCard(
            input.name(),
            input.elementType(),
            axes,
            input.data(),
            axes.contains(Dimension.CHANNEL) ? channels : null,
            input.vocabulary(),
            input.optional(),
            input.role(),
            input.unit()));
    return draft.answered(
        copy(card, inputs, card.heads(), card.clusters(), card.labels()),
        "/inputs/" + index + "/axes");
  }

  private static CardDraft head(
      CardDraft draft, int index, String key, UnaryOperator<PredictionHead> change) {
    List<PredictionHead> heads = new ArrayList<>(draft.card().heads());
    heads.set(index, change.apply(heads.get(index)));
    ModelCard card = draft.card();
    return draft.answered(
        copy(card, card.inputs(), heads, card.clusters(), card.labels()),
        "/heads/" + index + "/" + key);
  }

  /**
   * Another array that says what windows belong together.
   *
   * @param array null for none
   */
  static CardDraft clusters(CardDraft draft, @Nullable String array) {
    ModelCard card = draft.card();
    ArrayReference clusters = array == null ? null : ArrayReference.whole(array);
    return draft.answered(
        copy(card, card.inputs(), card.heads(), clusters, card.labels()), "/clusters");
  }

  /** Makes an array a label of windows, or none. */
  static CardDraft label(CardDraft draft, String array, boolean wanted) {
    ModelCard card = draft.card();
    Map<String, WindowLabel> labels = new LinkedHashMap<>(card.labels());
    labels.values().removeIf(label -> label.data().array().equals(array));
    if (wanted) {
      labels.put(array, new WindowLabel(ArrayReference.whole(array), List.of()));
    }
    return draft.answered(
        copy(card, card.inputs(), card.heads(), card.clusters(), labels), "/labels/" + array);
  }

  private static ModelCard copy(
      ModelCard card,
      List<InputCard> inputs,
      List<PredictionHead> heads,
      @Nullable ArrayReference clusters,
      Map<String, WindowLabel> labels) {
    return new ModelCard(
        card.name(),
        inputs,
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
