package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.pickle.Global;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.checkpoint.internal.pickle.UnreadTensor;

/**
 * Turns pickled values into plain ones that can be shown: bounded in depth, length and number,
 * since a pickle may hold itself or the same thing a million times.
 */
public final class PlainValues {
  private static final int DEEPEST = 16;
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
      return cut(text);
    } else if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    } else if (value instanceof Global global) {
      return "<" + cut(global.name()) + ">";
    } else if (value instanceof PickledTensor tensor) {
      return "<tensor " + tensor.shape() + ">";
    } else if (value instanceof UnreadTensor tensor) {
      return "<" + cut(tensor.what()) + ">";
    } else if (value instanceof PickledObject object) {
      return object(object, depth);
    } else if (value instanceof Boolean || value instanceof Number || value == null) {
      return value;
    }
    return "<" + value.getClass().getSimpleName() + ">";
  }

  private @Nullable Object object(PickledObject object, int depth) {
    String name = "<" + cut(object.className()) + ">";
    if (depth >= DEEPEST || count > MOST) {
      return name;
    }
    Map<?, ?> state = attributes(object);
    if (object.className().matches("pathlib\\.(_local\\.)?\\w*Path")) {
      return path(object.arguments());
    } else if (object.className().equals("torch.device")) {
      return device(object.arguments());
    } else if (object.className().startsWith("omegaconf.") && state.containsKey("_content")) {
      return of(state.get("_content"), depth + 1);
    } else if (object.className().startsWith("omegaconf.") && state.containsKey("_val")) {
      return of(state.get("_val"), depth + 1);
    } else if (isArray(object)) {
      return array(object);
    } else if (!state.isEmpty() || !object.items().isEmpty()) {
      Map<String, @Nullable Object> shown = new LinkedHashMap<>();
      shown.put("class", name);
      shown.putAll(map(state, depth));
      shown.putAll(map(object.items(), depth));
      return shown;
    } else if (!object.elements().isEmpty()) {
      return name + " " + of(object.elements(), depth + 1);
    }
    return object.arguments().isEmpty() ? name : name + " " + of(object.arguments(), depth + 1);
  }

  /** The attributes of an object; where its class has slots, they are the second of a pair. */
  private static Map<?, ?> attributes(PickledObject object) {
    if (object.state() instanceof Map<?, ?> state) {
      return state;
    }
    return object.state() instanceof List<?> pair
            && pair.size() == 2
            && pair.get(1) instanceof Map<?, ?> slots
        ? slots
        : Map.of();
  }

  private static String path(List<?> parts) {
    StringBuilder path = new StringBuilder();
    for (Object part : parts) {
      boolean apart = !path.isEmpty() && path.charAt(path.length() - 1) != '/';
      path.append(apart ? "/" : "").append(part instanceof String text ? cut(text) : "…");
      if (path.length() > LONGEST_TEXT) {
        return path.substring(0, LONGEST_TEXT) + "…";
      }
    }
    return path.isEmpty() ? "." : path.toString();
  }

  private static String device(List<?> parts) {
    return parts.stream()
        .filter(part -> part instanceof String || part instanceof Long)
        .map(part -> cut(String.valueOf(part)))
        .collect(Collectors.joining(":"));
  }

  private static boolean isArray(PickledObject object) {
    return object.className().endsWith("core.multiarray._reconstruct")
        && object.state() instanceof List<?> state
        && state.size() == 5;
  }

  private Object array(PickledObject object) {
    List<?> state = (List<?>) Objects.requireNonNull(object.state());
    Object type =
        state.get(2) instanceof PickledObject dtype && !dtype.arguments().isEmpty()
            ? dtype.arguments().get(0)
            : "?";
    return "<NumPy array of " + of(type, DEEPEST) + " " + of(state.get(1), DEEPEST - 1) + ">";
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

  /** The plain form of a dictionary's key. */
  String key(@Nullable Object key) {
    return cut(
        key instanceof PickledObject object ? "<" + object.className() + ">" : String.valueOf(key));
  }

  private static String cut(String text) {
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
