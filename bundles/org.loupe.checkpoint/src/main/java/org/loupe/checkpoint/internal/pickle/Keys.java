package org.loupe.checkpoint.internal.pickle;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of dictionaries. Containers are replaced by stand-ins, since a hash of a container that
 * holds itself never ends.
 */
final class Keys {
  private Keys() {}

  static Object of(@Nullable Object key) {
    if (key instanceof String
        || key instanceof Long
        || key instanceof Double
        || key instanceof Boolean
        || key instanceof BigInteger
        || key instanceof PickledObject) {
      return key;
    }
    if (key == null) {
      return "None";
    }
    return new PickledObject(key instanceof Global global ? global.name() : "a key", List.of());
  }
}
