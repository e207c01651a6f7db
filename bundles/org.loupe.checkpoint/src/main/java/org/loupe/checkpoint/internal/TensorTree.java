package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.checkpoint.internal.pickle.UnreadTensor;

/**
 * Finds the named tensors in what torch.save wrote: in dictionaries whose keys are texts, however
 * deep, and in whole modules, whose parameters and buffers have the names that a state dict would
 * give them. Lists and dictionaries of numbers are passed over: an optimizer's state names nothing.
 */
final class TensorTree {
  private static final int DEEPEST = 64;
  private static final int MOST = 200_000;

  /** A vocabulary alone may have a million entries. */
  private static final long MOST_ENTRIES = 20_000_000;

  private static final long LONGEST_NAMES = 64L << 20;
  private static final Set<String> OF_EVERY_MODULE = Set.of("training", "dump_patches");

  private final Map<String, PickledTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> unread = new LinkedHashMap<>();
  private final List<String> sections = new ArrayList<>();
  private final Map<Object, @Nullable Object> rest = new LinkedHashMap<>();
  private int visited;
  private long looked;
  private long characters;

  /**
   * Looks through a pickled value.
   *
   * @throws PickleException if it is nested too deeply, holds too much, or one name twice
   */
  TensorTree(@Nullable Object root) throws PickleException {
    Map<?, ?> entries = dictionary(root);
    if (entries == null) {
      walk("", root, 0);
      if (root instanceof PickledObject module && isModule(module)) {
        rest.putAll(attributes(module));
      }
      return;
    }
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      int before = tensors.size() + unread.size();
      String key = entry.getKey() instanceof String text ? text : null;
      if (key != null) {
        walk(key, entry.getValue(), 1);
      }
      boolean found = tensors.size() + unread.size() > before;
      if (found && key != null && !isTensor(entry.getValue())) {
        sections.add(key);
      }
      Object left = found ? rest(entry.getValue()) : entry.getValue();
      if (!isTensor(entry.getValue()) && !(found && left == null)) {
        rest.put(entry.getKey(), left);
      }
    }
  }

  /** The tensors by their whole names. */
  Map<String, PickledTensor> tensors() {
    return tensors;
  }

  /** Tensors of kinds that are not read: what they are. */
  Map<String, String> unread() {
    return unread;
  }

  /** Keys of the root under which there are tensors. */
  List<String> sections() {
    return sections;
  }

  /** What stands beside the tensors, by keys of the root. */
  Map<Object, @Nullable Object> rest() {
    return rest;
  }

  private void walk(String name, @Nullable Object value, int depth) throws PickleException {
    characters += name.length();
    if (depth > DEEPEST) {
      throw new PickleException("dictionaries nested more than " + DEEPEST + " deep");
    }
    if (++visited > MOST || characters > LONGEST_NAMES) {
      throw new PickleException("more tensors and dictionaries than are read (" + MOST + ")");
    }
    Map<?, ?> entries = dictionary(value);
    if (value instanceof PickledTensor tensor) {
      requireNew(name, tensors.put(name, tensor));
    } else if (value instanceof UnreadTensor tensor) {
      requireNew(name, unread.put(name, tensor.what()));
    } else if (entries != null) {
      walkAll(name, entries, depth);
    } else if (value instanceof PickledObject object && isModule(object)) {
      Map<?, ?> state = (Map<?, ?>) object.state();
      walkAll(name, part(state, "_parameters"), depth);
      walkAll(name, savedBuffers(state), depth);
      walkAll(name, part(state, "_modules"), depth);
    }
  }

  private void walkAll(String name, Map<?, ?> within, int depth) throws PickleException {
    looked += within.size();
    if (looked > MOST_ENTRIES) {
      throw new PickleException("more than " + MOST_ENTRIES + " entries in dictionaries");
    }
    for (Map.Entry<?, ?> entry : within.entrySet()) {
      if (entry.getKey() instanceof String key && mayHoldTensors(entry.getValue())) {
        walk(name.isEmpty() ? key : name + "." + key, entry.getValue(), depth + 1);
      }
    }
  }

  private static boolean mayHoldTensors(@Nullable Object value) {
    return isTensor(value) || value instanceof Map<?, ?> || value instanceof PickledObject;
  }

  private static void requireNew(String name, @Nullable Object other) throws PickleException {
    if (other != null) {
      throw new PickleException("two tensors named '" + name + "'");
    }
  }

  /** The buffers that a state dict would have. */
  private static Map<Object, @Nullable Object> savedBuffers(Map<?, ?> state) {
    Map<Object, @Nullable Object> buffers = new LinkedHashMap<>(part(state, "_buffers"));
    if (state.get("_non_persistent_buffers_set") instanceof List<?> left) {
      left.stream().filter(String.class::isInstance).forEach(buffers::remove);
    }
    return buffers;
  }

  private static Map<?, ?> part(@Nullable Map<?, ?> state, String key) {
    Map<?, ?> entries = state == null ? null : dictionary(state.get(key));
    return entries == null ? Map.of() : entries;
  }

  /** The entries of a dictionary, also of one of a class of its own; null if it is none. */
  private static @Nullable Map<?, ?> dictionary(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    return value instanceof PickledObject object && !object.items().isEmpty()
        ? object.items()
        : null;
  }

  private static boolean isModule(PickledObject object) {
    return object.state() instanceof Map<?, ?> state
        && state.containsKey("_parameters")
        && state.containsKey("_modules");
  }

  private static boolean isTensor(@Nullable Object value) {
    return value instanceof PickledTensor || value instanceof UnreadTensor;
  }

  /**
   * What is left of a value that was walked; null if nothing. Goes nowhere that the walk did not
   * go, which was bounded.
   */
  private static @Nullable Object rest(@Nullable Object value) {
    Map<?, ?> entries = dictionary(value);
    if (isTensor(value)) {
      return null;
    } else if (value instanceof PickledObject object && isModule(object)) {
      return attributes(object);
    } else if (entries == null) {
      return value;
    }
    Map<Object, @Nullable Object> left = new LinkedHashMap<>();
    entries.forEach(
        (key, inner) -> {
          Object part = key instanceof String ? rest(inner) : inner;
          if (part != null) {
            left.put(key, part);
          }
        });
    return left.isEmpty() ? null : left;
  }

  /** What a module was told when it was made, as far as it kept it. */
  private static Map<Object, @Nullable Object> attributes(PickledObject module) {
    Map<Object, @Nullable Object> attributes = new LinkedHashMap<>();
    if (module.state() instanceof Map<?, ?> state) {
      state.forEach(
          (key, value) -> {
            if (key instanceof String name
                && !name.startsWith("_")
                && !OF_EVERY_MODULE.contains(name)
                && !isTensor(value)) {
              attributes.put(name, value);
            }
          });
    }
    return attributes;
  }
}
