package org.loupe.batch.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** How documents are printed. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Maps, lists, strings, numbers, truth values or JSON nodes as indented text. */
  static String text(Object document) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that is no JSON", e);
    }
  }

  /** JSON knows no NaN and no infinity. */
  static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
