package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * A value that is declared as an Object, as a table's cells are: a text, a number or a truth value,
 * in an object whose key says which.
 */
record CellForm() implements Form {
  private static final Map<String, Class<?>> KINDS = kinds();

  private static Map<String, Class<?>> kinds() {
    Map<String, Class<?>> kinds = new LinkedHashMap<>();
    for (Class<?> kind :
        new Class<?>[] {
          String.class, Integer.class, Long.class, Float.class, Double.class, Boolean.class
        }) {
      kinds.put(kind.getSimpleName(), kind);
    }
    return kinds;
  }

  private static Form form(Class<?> kind) {
    return Objects.requireNonNull(Leaf.ALL.get(kind), "form");
  }

  @Override
  public JsonNode write(Object value, NumbersOut numbers) {
    String kind = value.getClass().getSimpleName();
    if (KINDS.get(kind) != value.getClass()) {
      throw new UnstorableException(
          "a cell is of " + value.getClass().getName() + ", none of " + KINDS.keySet());
    }
    return JsonNodeFactory.instance
        .objectNode()
        .set(kind, form(value.getClass()).write(value, numbers));
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    Map<String, JsonPlace> entries = place.object().entries();
    if (entries.size() == 1) {
      Map.Entry<String, JsonPlace> entry = entries.entrySet().iterator().next();
      Class<?> kind = KINDS.get(entry.getKey());
      if (kind != null) {
        return form(kind).read(entry.getValue(), numbers);
      }
    }
    throw place.problem("has the keys " + entries.keySet() + ", expected one of " + KINDS.keySet());
  }
}
