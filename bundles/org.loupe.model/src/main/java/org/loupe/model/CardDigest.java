package org.loupe.model;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a card's records say and digests it. What is empty is left out, so that a card
 * keeps its digest when cards learn to say more; keys of maps and members of sets are sorted.
 */
final class CardDigest {
  private final StringBuilder text = new StringBuilder();

  private CardDigest() {}

  static String of(Record card) {
    CardDigest digest = new CardDigest();
    digest.add(card);
    try {
      byte[] bytes = digest.text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void add(Object value) {
    if (value instanceof Record made) {
      addRecord(made);
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, each) -> sorted.put(key.toString(), each));
      text.append('{');
      sorted.forEach(this::addNamed);
      text.append('}');
    } else if (value instanceof Set<?> set) {
      addAll(set.stream().sorted().toList());
    } else if (value instanceof List<?> list) {
      addAll(list);
    } else if (value.getClass().isArray()) {
      text.append('[');
      for (int i = 0; i < Array.getLength(value); i++) {
        add(Array.get(value, i));
        text.append(',');
      }
      text.append(']');
    } else if (value instanceof String string) {
      text.append('"').append(string.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    } else if (value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof Enum<?> constant) {
      text.append(constant.name());
    } else {
      throw new IllegalArgumentException("cards hold no " + value.getClass().getName());
    }
  }

  private void addAll(Collection<?> values) {
    text.append('[');
    for (Object each : values) {
      add(each);
      text.append(',');
    }
    text.append(']');
  }

  private void addRecord(Record made) {
    text.append('{');
    for (RecordComponent component : made.getClass().getRecordComponents()) {
      Object value = value(made, component);
      if (!isEmpty(value)) {
        addNamed(component.getName(), value);
      }
    }
    text.append('}');
  }

  private void addNamed(String name, Object value) {
    add(name);
    text.append(':');
    add(value);
    text.append(',');
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null
        || value instanceof Collection<?> all && all.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty();
  }

  private static @Nullable Object value(Record made, RecordComponent component) {
    try {
      return component.getAccessor().invoke(made);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
