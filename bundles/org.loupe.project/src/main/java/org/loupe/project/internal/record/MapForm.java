package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * A map in its order, as a list of pairs: keys need not be texts.
 *
 * @param key of its keys
 * @param value of its values
 */
record MapForm(Form key, Form value) implements Form {

  @Override
  public JsonNode write(Object map, NumbersOut numbers) {
    ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      pairs
          .addArray()
          .add(key.writeNullable(entry.getKey(), numbers))
          .add(value.writeNullable(entry.getValue(), numbers));
    }
    return pairs;
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (JsonPlace item : place.items()) {
      List<JsonPlace> pair = item.items();
      if (pair.size() != 2) {
        throw item.problem("has " + pair.size() + " elements, expected a key and a value");
      }
      Object read = key.readNullable(pair.get(0), numbers);
      if (map.containsKey(read)) {
        throw pair.get(0).problem("is there twice; keys must differ");
      }
      map.put(read, value.readNullable(pair.get(1), numbers));
    }
    return Collections.unmodifiableMap(map);
  }
}
