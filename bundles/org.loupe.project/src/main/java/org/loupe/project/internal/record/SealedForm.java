package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * One of a sealed interface's implementations, in an object whose key is the simple name of its
 * class. No other class than those that the interface permits is ever looked for.
 *
 * @param permitted the forms of the permitted classes, by their simple names
 */
record SealedForm(Map<String, Form> permitted) implements Form {

  @Override
  public JsonNode write(Object value, NumbersOut numbers) {
    String name = value.getClass().getSimpleName();
    Form form = permitted.get(name);
    if (form == null) {
      throw new UnstorableException(name + " is none of " + permitted.keySet());
    }
    return JsonNodeFactory.instance.objectNode().set(name, form.write(value, numbers));
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    Map<String, JsonPlace> entries = place.object().entries();
    if (entries.size() == 1) {
      Map.Entry<String, JsonPlace> entry = entries.entrySet().iterator().next();
      Form form = permitted.get(entry.getKey());
      if (form != null) {
        return form.read(entry.getValue(), numbers);
      }
    }
    throw place.problem(
        "has the keys " + entries.keySet() + ", expected one of " + permitted.keySet());
  }
}
