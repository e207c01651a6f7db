package org.loupe.project.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.model.BadInputException;

/** An object in a JSON file. Every key that is asked for is known; all others are errors. */
public final class JsonObject {
  private static final String EXTENSION = "x-";

  private final JsonPlace place;
  private final Set<String> known = new LinkedHashSet<>();

  JsonObject(JsonPlace place) {
    this.place = place;
  }

  /** Where it stands. */
  public JsonPlace place() {
    return place;
  }

  /** The value of a key that must be there. */
  public JsonPlace required(String key) throws BadInputException {
    Optional<JsonPlace> value = optional(key);
    if (value.isEmpty()) {
      throw place.problem("lacks the key '" + key + "'");
    }
    return value.get();
  }

  /** The value of a key that may be missing or null. */
  public Optional<JsonPlace> optional(String key) {
    known.add(key);
    JsonNode value = place.node().get(key);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(at(key, value));
  }

  /** The values of an object whose keys are names that people choose. */
  public Map<String, JsonPlace> entries() {
    Map<String, JsonPlace> entries = new LinkedHashMap<>();
    Iterator<Map.Entry<String, JsonNode>> fields = place.node().fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      known.add(field.getKey());
      entries.put(field.getKey(), at(field.getKey(), field.getValue()));
    }
    return entries;
  }

  /**
   * Ends the reading: keeps keys that begin with {@code x-} as extensions.
   *
   * @throws BadInputException if there is a key that nobody asked for
   */
  public void done() throws BadInputException {
    Iterator<Map.Entry<String, JsonNode>> fields = place.node().fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      String key = field.getKey();
      if (known.contains(key)) {
        continue;
      }
      JsonPlace unknown = at(key, field.getValue());
      if (!key.startsWith(EXTENSION)) {
        throw new BadInputException(
            place.document()
                + ": unknown key '"
                + key
                + "' at "
                + unknown.pointer()
                + "; known there are "
                + known
                + ", and keys that begin with x- are kept.");
      }
      place.extensions().put(unknown.pointer(), field.getValue().toString());
    }
  }

  private JsonPlace at(String key, JsonNode value) {
    String token = key.replace("~", "~0").replace("/", "~1");
    return new JsonPlace(
        place.document(), place.pointer() + "/" + token, value, place.extensions());
  }
}
