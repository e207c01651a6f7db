package org.loupe.project.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.jspecify.annotations.Nullable;

/** Writes JSON as people like to edit it: an object's keys below each other, lists in a row. */
public final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonText() {}

  /** The text of a document, with a line end, the same on every system. */
  public static String of(JsonNode document) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    ObjectWriter writer = MAPPER.writer(printer);
    try {
      return writer.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that is no JSON", e);
    }
  }

  /** Maps, lists, texts, numbers and truth values as JSON. */
  public static JsonNode node(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * JSON as maps, lists, texts, numbers and truth values; null for null and for what is missing.
   */
  public static @Nullable Object value(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? null : MAPPER.convertValue(node, Object.class);
  }

  /** A text that was JSON when it was read. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text that is no JSON", e);
    }
  }
}
