package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Array;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * An array of anything but numbers.
 *
 * @param type of its elements
 * @param element of its elements
 */
record ObjectArrayForm(Class<?> type, Form element) implements Form {

  @Override
  public JsonNode write(Object value, NumbersOut numbers) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (Object item : (Object[]) value) {
      items.add(element.writeNullable(item, numbers));
    }
    return items;
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    List<JsonPlace> items = place.items();
    Object array = Array.newInstance(type, items.size());
    for (int i = 0; i < items.size(); i++) {
      Array.set(array, i, element.readNullable(items.get(i), numbers));
    }
    return array;
  }
}
