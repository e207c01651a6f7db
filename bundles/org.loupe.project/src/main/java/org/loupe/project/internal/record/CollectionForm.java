package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * A list, or a set in its order.
 *
 * @param element of its elements
 * @param isSet whether no element is there twice
 */
record CollectionForm(Form element, boolean isSet) implements Form {

  @Override
  public JsonNode write(Object value, NumbersOut numbers) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (Object item : (Collection<?>) value) {
      items.add(element.writeNullable(item, numbers));
    }
    return items;
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    List<@Nullable Object> items = new ArrayList<>();
    for (JsonPlace item : place.items()) {
      items.add(element.readNullable(item, numbers));
    }
    if (!isSet) {
      return Collections.unmodifiableList(items);
    }
    Set<@Nullable Object> set = new LinkedHashSet<>(items);
    if (set.size() < items.size()) {
      throw place.problem("has an element twice; those of a set must differ");
    }
    return Collections.unmodifiableSet(set);
  }
}
