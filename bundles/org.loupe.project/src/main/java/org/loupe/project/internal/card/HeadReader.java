package org.loupe.project.internal.card;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Mask;
import org.loupe.model.PredictionHead;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** Reads {@code heads}, the prediction heads. */
final class HeadReader {
  private static final int MOST_OUTPUTS = 10_000;

  private HeadReader() {}

  static List<PredictionHead> heads(Optional<JsonPlace> place) throws BadInputException {
    List<PredictionHead> heads = new ArrayList<>();
    if (place.isPresent()) {
      for (JsonPlace item : place.get().items()) {
        PredictionHead head = head(item.object());
        if (heads.stream().anyMatch(other -> other.name().equals(head.name()))) {
          throw item.problem("is a second prediction head named '" + head.name() + "'");
        }
        heads.add(head);
      }
    }
    return heads;
  }

  private static PredictionHead head(JsonObject object) throws BadInputException {
    String name = object.required("name").text();
    Optional<JsonPlace> output = object.optional("output");
    Kind kind =
        object.required("kind").oneOf(List.of("categorical", "regression")).equals("categorical")
            ? Kind.CATEGORICAL
            : Kind.REGRESSION;
    JsonPlace axesPlace = object.required("axes");
    List<Dimension> axes = Dimensions.axes(axesPlace);
    Dimension last = kind == Kind.CATEGORICAL ? Dimension.CLASS : Dimension.VALUE;
    if (axes.get(axes.size() - 1) != last) {
      throw axesPlace.problem(
          "must end with \"" + last.key() + "\" for a head of kind " + kindName(kind));
    }
    Optional<JsonPlace> classes = object.optional("classes");
    Optional<JsonPlace> values = object.optional("values");
    List<String> labels = labels(object, kind, classes, values);
    Optional<JsonPlace> target = object.optional("target");
    List<Mask> masks = masks(object.optional("mask"));
    object.done();
    return new PredictionHead(
        name,
        output.isPresent() ? output.get().integer(0, MOST_OUTPUTS) : null,
        kind,
        axes,
        labels,
        target.isPresent() ? Dimensions.array(target.get()) : null,
        masks);
  }

  private static List<String> labels(
      JsonObject object, Kind kind, Optional<JsonPlace> classes, Optional<JsonPlace> values)
      throws BadInputException {
    Optional<JsonPlace> wrong = kind == Kind.CATEGORICAL ? values : classes;
    if (wrong.isPresent()) {
      throw wrong.get().problem("does not belong to a prediction head of kind " + kindName(kind));
    }
    if (kind == Kind.REGRESSION) {
      return values.isPresent() ? values.get().names() : List.of();
    }
    List<String> names = object.required("classes").names();
    if (names.isEmpty()) {
      throw object.required("classes").problem("is empty; name the classes");
    }
    return names;
  }

  private static String kindName(Kind kind) {
    return kind == Kind.CATEGORICAL ? "categorical" : "regression";
  }

  private static List<Mask> masks(Optional<JsonPlace> place) throws BadInputException {
    List<Mask> masks = new ArrayList<>();
    if (place.isPresent()) {
      for (JsonPlace item : place.get().items()) {
        masks.add(mask(item.object()));
      }
    }
    return masks;
  }

  private static Mask mask(JsonObject object) throws BadInputException {
    ArrayReference data = Dimensions.array(object);
    Optional<JsonPlace> in = object.optional("in");
    Optional<JsonPlace> notIn = object.optional("notIn");
    object.done();
    if (in.isPresent() == notIn.isPresent()) {
      throw object.place().problem("must have exactly one of \"in\" and \"notIn\"");
    }
    Set<Long> values = new HashSet<>();
    for (JsonPlace value : (in.isPresent() ? in : notIn).get().items()) {
      values.add(value.integer());
    }
    return new Mask(data, in.isPresent(), values);
  }
}
