package org.loupe.project.internal.card;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.ElementType;
import org.loupe.project.Windowing;
import org.loupe.project.Windowing.ColumnArray;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** The key {@code windows} of a dataset: how the rows of a table become windows. */
public final class WindowingJson {
  private WindowingJson() {}

  static Windowing read(JsonPlace place) throws BadInputException {
    JsonObject object = place.object();
    int length = object.required("length").integer(1, Windowing.LONGEST);
    Optional<JsonPlace> stride = object.optional("stride");
    Map<String, ColumnArray> arrays = new LinkedHashMap<>();
    Optional<JsonPlace> named = object.optional("arrays");
    if (named.isPresent()) {
      for (Map.Entry<String, JsonPlace> entry : named.get().object().entries().entrySet()) {
        arrays.put(entry.getKey(), array(entry.getValue()));
      }
    }
    Windowing windowing =
        new Windowing(
            length,
            stride.isPresent() ? stride.get().integer(1, Windowing.LONGEST) : length,
            text(object.optional("recording")),
            text(object.optional("time")),
            names(object.optional("labels")),
            names(object.optional("ignore")),
            arrays);
    object.done();
    try {
      windowing.check();
    } catch (BadInputException e) {
      throw new BadInputException(
          place.document() + ": " + place.pointer() + ": " + e.getMessage(), e);
    }
    return windowing;
  }

  /** One column is a text, several are a list; an object says the type, too. */
  private static ColumnArray array(JsonPlace place) throws BadInputException {
    if (!place.node().isObject()) {
      return array(place, ElementType.FLOAT32);
    }
    JsonObject object = place.object();
    String type =
        object.required("type").oneOf(List.of(ElementType.FLOAT32.key(), ElementType.INT64.key()));
    JsonPlace columns = object.required("columns");
    object.done();
    return array(columns, ElementType.ofKey(type));
  }

  private static ColumnArray array(JsonPlace columns, ElementType type) throws BadInputException {
    if (columns.node().isTextual()) {
      return new ColumnArray(List.of(columns.text()), true, type);
    }
    List<String> names = columns.names();
    if (names.isEmpty()) {
      throw columns.problem("names no column");
    }
    return new ColumnArray(names, false, type);
  }

  private static @Nullable String text(Optional<JsonPlace> place) throws BadInputException {
    return place.isPresent() ? place.get().text() : null;
  }

  private static List<String> names(Optional<JsonPlace> place) throws BadInputException {
    return place.isPresent() ? place.get().names() : List.of();
  }

  /** As {@code loupe.json} has it. */
  public static ObjectNode write(Windowing windowing) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("length", windowing.length()).put("stride", windowing.stride());
    if (windowing.recording() != null) {
      node.put("recording", windowing.recording());
    }
    if (windowing.time() != null) {
      node.put("time", windowing.time());
    }
    names("labels", windowing.labels(), node);
    names("ignore", windowing.ignored(), node);
    if (!windowing.arrays().isEmpty()) {
      ObjectNode arrays = node.putObject("arrays");
      windowing.arrays().forEach((name, array) -> write(name, array, arrays));
    }
    return node;
  }

  private static void write(String name, ColumnArray array, ObjectNode arrays) {
    boolean plain = array.type() == ElementType.FLOAT32;
    ObjectNode in = plain ? arrays : arrays.putObject(name);
    if (!plain) {
      in.put("type", array.type().key());
    }
    String key = plain ? name : "columns";
    if (array.isFlat()) {
      in.put(key, array.columns().get(0));
    } else {
      array.columns().forEach(in.putArray(key)::add);
    }
  }

  private static void names(String key, List<String> names, ObjectNode node) {
    if (!names.isEmpty()) {
      ArrayNode list = node.putArray(key);
      names.forEach(list::add);
    }
  }
}
