package org.loupe.project.internal.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dataset;
import org.loupe.model.Dataset.ArrayInfo;
import org.loupe.model.Dimension;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;

/** Compares a dataset's arrays with a card, before anything is computed. */
final class CardFit {
  private final Dataset dataset;
  private final ModelCard card;
  private final Map<Dimension, String> firstOfSize = new HashMap<>();
  private final Map<Dimension, Integer> sizes = new HashMap<>();

  CardFit(Dataset dataset, ModelCard card) {
    this.dataset = dataset;
    this.card = card;
  }

  /**
   * The inputs that the dataset has.
   *
   * @param leftOut name of an input that is not wanted, or empty
   * @throws BadInputException if one does not fit
   */
  List<InputCard> inputs(String leftOut) throws BadInputException {
    List<InputCard> inputs = new ArrayList<>();
    for (InputCard input : card.inputs()) {
      String array = input.data().array();
      boolean missing =
          !dataset.arrays().containsKey(array) && !dataset.unread().containsKey(array);
      if (input.name().equals(leftOut) || missing && input.optional()) {
        continue;
      }
      check(input);
      inputs.add(input);
    }
    return inputs;
  }

  private void check(InputCard input) throws BadInputException {
    String what = "input '" + input.name() + "'";
    int[] shape = shape(input.data(), what);
    if (shape.length != input.axes().size()) {
      throw misfit(input.data(), shape, what, input.axes());
    }
    ChannelSet channels = card.channelsOf(input).orElse(null);
    for (int i = 0; i < shape.length; i++) {
      Dimension axis = input.axes().get(i);
      if (axis == Dimension.CHANNEL && channels != null && shape[i] != channels.names().size()) {
        throw new BadInputException(
            array(input.data())
                + " has "
                + shape[i]
                + " channels (shape "
                + Tensor.describe(shape)
                + "), the card names "
                + channels.names().size()
                + " for "
                + what
                + " (shape "
                + wanted(input.axes(), channels)
                + ").");
      }
      if (axis == Dimension.TIME) {
        checkSame(axis, shape[i], input, shape);
      }
    }
  }

  private void checkSame(Dimension axis, int size, InputCard input, int[] shape)
      throws BadInputException {
    Integer before = sizes.putIfAbsent(axis, size);
    String other = firstOfSize.putIfAbsent(axis, describe(input, shape));
    if (before != null && before != size) {
      throw new BadInputException(
          "The inputs differ in their number of time steps: "
              + other
              + ", but "
              + describe(input, shape)
              + ".");
    }
  }

  private static String describe(InputCard input, int[] shape) {
    return "'" + input.name() + "' has the shape " + Tensor.describe(shape);
  }

  /**
   * The prediction heads whose true values are wanted.
   *
   * @throws BadInputException if there is none of a name, or its target does not fit
   */
  List<PredictionHead> targets(Collection<String> names) throws BadInputException {
    List<PredictionHead> heads = new ArrayList<>();
    for (String name : names) {
      PredictionHead head =
          card.heads().stream()
              .filter(candidate -> candidate.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BadInputException(
                          "There is no prediction head '"
                              + name
                              + "'; the card has "
                              + card.heads().stream().map(PredictionHead::name).toList()
                              + "."));
      ArrayReference target = head.target();
      if (target == null) {
        throw new BadInputException(
            "The card gives no target array for prediction head '" + name + "'; add one.");
      }
      String what = "the target of prediction head '" + name + "'";
      int[] shape = shape(target, what);
      int rank = head.axes().size();
      boolean single = shape.length == rank - 1;
      if (!single && !(head.kind() == PredictionHead.Kind.REGRESSION && shape.length == rank)) {
        throw misfit(target, shape, what, head.axes().subList(0, rank - 1));
      }
      if (head.kind() == PredictionHead.Kind.CATEGORICAL
          && dataset.arrays().get(target.array()).elementType().isFloatingPoint()) {
        throw new BadInputException(
            array(target)
                + " is "
                + dataset.arrays().get(target.array())
                + "; "
                + what
                + " must hold class numbers, integers from 0.");
      }
      heads.add(head);
    }
    return heads;
  }

  /** The shape of a reference, its slice applied. */
  private int[] shape(ArrayReference reference, String what) throws BadInputException {
    ArrayInfo info = dataset.arrays().get(reference.array());
    String unread = dataset.unread().get(reference.array());
    if (unread != null) {
      throw NpyHeader.notRead(array(reference) + ", wanted for " + what + ",", unread);
    }
    if (info == null) {
      throw new BadInputException(
          "Dataset '"
              + dataset.name()
              + "' has no array '"
              + reference.array()
              + "' for "
              + what
              + "; it has "
              + dataset.arrays().entrySet().stream()
                  .map(entry -> entry.getKey() + " " + entry.getValue())
                  .collect(Collectors.joining(", "))
              + ".");
    }
    int[] shape = info.shape().clone();
    if (shape.length == 0 || shape[0] != dataset.size()) {
      throw new BadInputException(
          array(reference)
              + " has the shape "
              + Tensor.describe(shape)
              + "; for "
              + what
              + " its first axis must count the dataset's "
              + dataset.size()
              + " windows.");
    }
    if (reference.isSliced()) {
      if (shape.length == 1) {
        throw new BadInputException(
            array(reference)
                + " has one number per window (shape "
                + Tensor.describe(shape)
                + "), the card slices it for "
                + what
                + "; leave the slice out.");
      }
      int last = shape[shape.length - 1];
      shape[shape.length - 1] = reference.end(last) - reference.start(last);
    }
    return shape;
  }

  private BadInputException misfit(
      ArrayReference reference, int[] shape, String what, List<Dimension> axes) {
    return new BadInputException(
        array(reference)
            + " has the shape "
            + Tensor.describe(shape)
            + ", the card wants "
            + wanted(axes, null)
            + " for "
            + what
            + ".");
  }

  private static String wanted(List<Dimension> axes, @Nullable ChannelSet channels) {
    return axes.stream()
        .map(
            axis ->
                axis == Dimension.CHANNEL && channels != null
                    ? String.valueOf(channels.names().size())
                    : axis.key())
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String array(ArrayReference reference) {
    return "Array '" + reference.array() + "' of dataset '" + dataset.name() + "'";
  }
}
