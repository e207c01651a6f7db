package org.loupe.project.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.model.BadInputException;

/**
 * A value in a JSON file, with its place.
 *
 * @param document the file's name, for messages
 * @param pointer the JSON pointer; empty for the whole document
 * @param node the value
 * @param extensions gathers the values of {@code x-} keys of the document: pointer to JSON text
 */
public record JsonPlace(
    String document, String pointer, JsonNode node, Map<String, String> extensions) {

  /** The value as an object. */
  public JsonObject object() throws BadInputException {
    if (!node.isObject()) {
      throw wrong("an object in braces");
    }
    return new JsonObject(this);
  }

  /** The value as a text. */
  public String text() throws BadInputException {
    if (!node.isTextual()) {
      throw wrong("a text");
    }
    return node.textValue();
  }

  /** The value as a truth value. */
  public boolean truth() throws BadInputException {
    if (!node.isBoolean()) {
      throw wrong("true or false");
    }
    return node.booleanValue();
  }

  /** The value as an integer. */
  public long integer() throws BadInputException {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong("an integer");
    }
    return node.longValue();
  }

  /** The value as an integer within bounds. */
  public int integer(int from, int to) throws BadInputException {
    long value = integer();
    if (value < from || value > to) {
      throw wrong("an integer from " + from + " to " + to);
    }
    return (int) value;
  }

  /** The value as a finite number. */
  public double number() throws BadInputException {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong("a number");
    }
    return node.doubleValue();
  }

  /** The value as one of some texts. */
  public String oneOf(List<String> choices) throws BadInputException {
    if (!node.isTextual() || !choices.contains(node.textValue())) {
      throw wrong("one of " + choices);
    }
    return node.textValue();
  }

  /** The value's elements. */
  public List<JsonPlace> items() throws BadInputException {
    if (!node.isArray()) {
      throw wrong("a list in brackets");
    }
    List<JsonPlace> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(new JsonPlace(document, pointer + "/" + i, node.get(i), extensions));
    }
    return items;
  }

  /** The value as a list of texts. */
  public List<String> texts() throws BadInputException {
    List<String> texts = new ArrayList<>();
    for (JsonPlace item : items()) {
      texts.add(item.text());
    }
    return texts;
  }

  /** The value as a list of different texts. */
  public List<String> names() throws BadInputException {
    List<String> texts = texts();
    Set<String> seen = new HashSet<>();
    for (String text : texts) {
      if (!seen.add(text)) {
        throw problem("has '" + text + "' twice; names must differ");
      }
    }
    return texts;
  }

  /** Says that something about this value is wrong. */
  public BadInputException problem(String sentence) {
    return new BadInputException(
        document + ": " + (pointer.isEmpty() ? "the document" : pointer) + " " + sentence + ".");
  }

  private BadInputException wrong(String expected) {
    String found = node.toString();
    return problem(
        "is "
            + (found.length() > 60 ? found.substring(0, 60) + "…" : found)
            + ", expected "
            + expected);
  }
}
