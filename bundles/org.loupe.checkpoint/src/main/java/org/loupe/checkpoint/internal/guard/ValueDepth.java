package org.loupe.checkpoint.internal.guard;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledObject;

/**
 * Bounds how deeply values hold each other, and that none holds itself: libtorch walks them, and
 * frees them, on the native stack.
 */
final class ValueDepth {
  private static final int DEEPEST = 500;
  private static final int OPEN = -1;

  private final Map<Object, Integer> depths = new IdentityHashMap<>();

  /** Checks a value and all it holds. */
  void check(@Nullable Object value) throws PickleException {
    depth(value, 0);
  }

  private int depth(@Nullable Object value, int above) throws PickleException {
    if (!(value instanceof Map || value instanceof List || value instanceof PickledObject)) {
      return 0;
    }
    Integer known = depths.get(value);
    if (known != null && known == OPEN) {
      throw new PickleException("a value that holds itself");
    }
    if (above + (known == null ? 1 : known) > DEEPEST) {
      throw new PickleException("values nested more than " + DEEPEST + " deep");
    }
    if (known != null) {
      return known;
    }
    depths.put(value, OPEN);
    int deepest = 0;
    if (value instanceof Map<?, ?> map) {
      for (Object held : map.values()) {
        deepest = Math.max(deepest, depth(held, above + 1));
      }
    } else if (value instanceof List<?> list) {
      for (Object held : list) {
        deepest = Math.max(deepest, depth(held, above + 1));
      }
    } else if (value instanceof PickledObject object) {
      deepest = Math.max(depth(object.arguments(), above + 1), depth(object.state(), above + 1));
    }
    depths.put(value, deepest + 1);
    return deepest + 1;
  }
}
