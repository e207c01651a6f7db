package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * What may be there, as a list of one or none.
 *
 * @param content of what may be there
 */
record OptionalForm(Form content) implements Form {

  @Override
  public JsonNode write(Object value, NumbersOut numbers) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    ((Optional<?>) value).ifPresent(there -> items.add(content.write(there, numbers)));
    return items;
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    List<JsonPlace> items = place.items();
    if (items.size() > 1) {
      throw place.problem("has " + items.size() + " elements, expected one or none");
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(content.read(items.get(0), numbers));
  }
}
