package org.loupe.runtime.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;
import org.loupe.model.TensorSource;

/** What forward gave, found by the card's names and checked against the card's axes. */
final class OutputArrays {
  /** Before the place of an output that has no name. */
  private static final String PLACE = "@";

  private final ModelCard card;
  private final int windows;
  private final Map<String, NDArray> named = new LinkedHashMap<>();
  private final List<NDArray> positional = new ArrayList<>();

  /**
   * Sorts the outputs.
   *
   * @param outputs a dict's tensors named, else a tuple's or the only tensor
   */
  OutputArrays(ModelCard card, int windows, NDList outputs) {
    this.card = card;
    this.windows = windows;
    for (NDArray output : outputs) {
      if (output.getName() == null) {
        positional.add(output);
      } else {
        named.put(output.getName(), output);
      }
    }
  }

  /** Whether there is a dict entry of that name, or an element of a tuple at that place. */
  boolean has(String name) {
    return find(name) != null;
  }

  private @Nullable NDArray find(String name) {
    NDArray entry = named.get(name);
    if (entry != null || !name.startsWith(PLACE)) {
      return entry;
    }
    for (int i = 0; i < positional.size(); i++) {
      if (name.equals(PLACE + i)) {
        return positional.get(i);
      }
    }
    return null;
  }

  /**
   * An output by the name of a prediction head or of a dict entry, or by its place.
   *
   * @throws BadInputException if there is none, or it does not fit the card
   */
  NDArray get(String name) throws BadInputException {
    for (PredictionHead head : card.heads()) {
      if (head.name().equals(name)) {
        return get(head);
      }
    }
    NDArray array = find(name);
    if (array == null) {
      throw new BadInputException(
          "The model has no output '" + name + "'; it gives " + describe() + ".");
    }
    if (array.getShape().dimension() == 0 || array.getShape().get(0) != windows) {
      throw new BadInputException(
          "Output '"
              + name
              + "' has the shape "
              + shape(array)
              + " for "
              + windows
              + " windows; the first axis must count windows.");
    }
    return array;
  }

  /**
   * A prediction head's output.
   *
   * @throws BadInputException if there is none, or it does not fit the card
   */
  NDArray get(PredictionHead head) throws BadInputException {
    NDArray array = find(head);
    long[] shape = array.getShape().getShape();
    int last = shape.length - 1;
    boolean fits =
        shape.length == head.axes().size()
            && shape.length > 1
            && shape[0] == windows
            && (head.labels().isEmpty() || shape[last] == head.labels().size());
    if (!fits) {
      throw new BadInputException(
          "Prediction head '"
              + head.name()
              + "' has the shape "
              + shape(array)
              + ", the card expects "
              + expected(head)
              + "; correct the card or choose its checkpoint.");
    }
    return array;
  }

  private NDArray find(PredictionHead head) throws BadInputException {
    Integer index = head.output();
    if (index != null) {
      if (index < 0 || index >= positional.size()) {
        throw new BadInputException(
            "The card takes prediction head '"
                + head.name()
                + "' from output "
                + index
                + "; the model gives "
                + describe()
                + ".");
      }
      return positional.get(index);
    }
    NDArray array = named.get(head.name());
    if (array == null && positional.size() == 1 && card.heads().size() == 1) {
      array = positional.get(0);
    }
    if (array == null) {
      throw new BadInputException(
          "The model has no output for prediction head '"
              + head.name()
              + "'; it gives "
              + describe()
              + (positional.isEmpty() ? "." : "; name its index as 'output' in the card."));
    }
    return array;
  }

  private String expected(PredictionHead head) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < head.axes().size(); i++) {
      boolean labelled = i == head.axes().size() - 1 && !head.labels().isEmpty();
      text.append(i == 0 ? "" : ",")
          .append(head.axes().get(i).key())
          .append(i == 0 ? "=" + windows : labelled ? "=" + head.labels().size() : "");
    }
    return text.append(']').toString();
  }

  private String describe() {
    if (!named.isEmpty()) {
      return named.keySet().stream().sorted().toList().toString();
    }
    return positional.size() == 1
        ? "one tensor " + shape(positional.get(0))
        : "a tuple of " + positional.size() + " tensors";
  }

  static String shape(NDArray array) {
    return Tensor.describe(
        Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray());
  }

  /**
   * Copies an output out of native memory.
   *
   * @throws BadInputException if there is none, or it does not fit the card
   */
  FloatTensor copy(String name) throws BadInputException {
    NDArray array = get(name);
    long[] shape = array.getShape().getShape();
    return new FloatTensor(axes(dimensions(name, shape.length), shape), floats(array));
  }

  /** Copies all that forward gave, with VALUE axes: the card may not know it yet. */
  Map<String, FloatTensor> copyAll() {
    Map<String, FloatTensor> copies = new LinkedHashMap<>();
    named.forEach((name, array) -> copies.put(name, unnamed(array)));
    for (int i = 0; i < positional.size(); i++) {
      copies.put(PLACE + i, unnamed(positional.get(i)));
    }
    return copies;
  }

  private static FloatTensor unnamed(NDArray array) {
    long[] shape = array.getShape().getShape();
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < shape.length; i++) {
      axes.add(new Axis("axis" + i, Dimension.VALUE, Math.toIntExact(shape[i])));
    }
    return new FloatTensor(axes, floats(array));
  }

  private List<Dimension> dimensions(String name, int rank) {
    List<Dimension> dimensions =
        card.heads().stream()
            .filter(head -> head.name().equals(name))
            .map(PredictionHead::axes)
            .findFirst()
            .orElseGet(
                () ->
                    Stream.of(card.hidden(), card.states(), card.layers())
                        .filter(Objects::nonNull)
                        .filter(source -> name.equals(source.output()))
                        .map(TensorSource::axes)
                        .findFirst()
                        .orElse(List.of()));
    if (dimensions.size() == rank) {
      return dimensions;
    }
    List<Dimension> unnamed = new ArrayList<>(Collections.nCopies(rank, Dimension.VALUE));
    unnamed.set(0, Dimension.WINDOW);
    return unnamed;
  }

  /** Axes of those dimensions, their names unique. */
  static List<Axis> axes(List<Dimension> dimensions, long[] shape) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < shape.length; i++) {
      Dimension dimension = dimensions.get(i);
      long before = dimensions.subList(0, i).stream().filter(dimension::equals).count();
      String name = before == 0 ? dimension.key() : dimension.key() + "_" + (before + 1);
      axes.add(new Axis(name, dimension, Math.toIntExact(shape[i])));
    }
    return axes;
  }

  /** Copies an array out of native memory, as single precision. */
  static float[] floats(NDArray array) {
    float[] values = new float[Math.toIntExact(array.size())];
    if (values.length > 0) {
      array.toType(DataType.FLOAT32, false).toByteBuffer(true).asFloatBuffer().get(values);
    }
    return values;
  }
}
