package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.pickle.Global;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.pickle.PickledTensor;

/**
 * Turns pickled values into plain ones that can be shown: bounded in depth, length and number,
 * since a pickle may hold itself or the same thing a million times.
 */
public final class PlainValues {
  private static final int DEEPEST = 8;
  private static final int LONGEST_LIST = 100;
  private static final int LONGEST_TEXT = 2000;
  private static final int MOST = 20_000;

  private int count;

  /** The plain form of a value: null, Boolean, number, String, List or Map. */
  public @Nullable Object of(@Nullable Object value) {
    return of(value, 0);
  }

  private @Nullable Object of(@Nullable Object value, int depth) {
    count++;
    if (value instanceof Map<?, ?> map) {
      return depth >= DEEPEST || count > MOST ? "{…}" : map(map, depth);
    } else if (value instanceof List<?> list) {
      return depth >= DEEPEST || count > MOST ? "[…]" : list(list, depth);
    } else if (value instanceof String text) {
      return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    } else if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    } else if (value instanceof Global global) {
      return "<" + global.name() + ">";
    } else if (value instanceof PickledTensor tensor) {
      return "<tensor " + tensor.shape() + ">";
    } else if (value instanceof PickledObject object) {
      return object(object, depth);
    } else if (value instanceof Boolean || value instanceof Number || value == null) {
      return value;
    }
    return "<" + value.getClass().getSimpleName() + ">";
  }

  private Object object(PickledObject object, int depth) {
    String name = "<" + object.className() + ">";
    if (object.state() instanceof Map<?, ?> state && depth < DEEPEST && count <= MOST) {
      Map<String, @Nullable Object> shown = new LinkedHashMap<>();
      shown.put("class", name);
      shown.putAll(map(state, depth));
      return shown;
    }
    if (object.arguments().size() > 0 && depth < DEEPEST && count <= MOST) {
      return name + " " + of(object.arguments(), depth + 1);
    }
    return name;
  }

  private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (plain.size() >= LONGEST_LIST * 10) {
        plain.put("…", (map.size() - plain.size()) + " more");
        break;
      }
      plain.put(key(entry.getKey()), of(entry.getValue(), depth + 1));
    }
    return plain;
  }

  private static String key(@Nullable Object key) {
    if (key instanceof PickledObject object) {
      return "<" + object.className() + ">";
    }
    String text = String.valueOf(key);
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
  }

  private List<@Nullable Object> list(List<?> list, int depth) {
    List<@Nullable Object> plain = new ArrayList<>();
    for (Object value : list) {
      if (plain.size() >= LONGEST_LIST) {
        plain.add("… " + (list.size() - plain.size()) + " more");
        break;
      }
      plain.add(of(value, depth + 1));
    }
    return plain;
  }
}
