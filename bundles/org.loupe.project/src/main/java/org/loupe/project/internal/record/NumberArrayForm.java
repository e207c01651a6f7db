package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Array;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * An array of numbers or truth values: a few as a list, more of them bit by bit beside the JSON.
 *
 * @param kind of the array
 * @param element of its elements
 */
record NumberArrayForm(NumberKind kind, Form element) implements Form {
  /** Shorter arrays are as short as a reference to them. */
  private static final int FEW = 16;

  @Override
  public JsonNode write(Object value, NumbersOut numbers) {
    int length = Array.getLength(value);
    if (length >= FEW) {
      return numbers.refer(kind, value);
    }
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < length; i++) {
      items.add(element.write(Array.get(value, i), numbers));
    }
    return items;
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    if (!place.node().isArray()) {
      return numbers.read(kind, place);
    }
    List<JsonPlace> items = place.items();
    Object array = kind.array(items.size());
    for (int i = 0; i < items.size(); i++) {
      Array.set(array, i, element.read(items.get(i), numbers));
    }
    return array;
  }
}
