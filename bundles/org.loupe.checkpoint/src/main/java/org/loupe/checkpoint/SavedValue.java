package org.loupe.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.osgi.annotation.versioning.ProviderType;

/** A value that {@code torch.save} wrote, as plain data. */
@ProviderType
public sealed interface SavedValue {

  /**
   * A dictionary, or the attributes of an object of a class that is not known here.
   *
   * @param entries by key, in their order
   */
  record Mapping(Map<String, SavedValue> entries) implements SavedValue {
    /** Copies the entries in their order. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /**
   * A list, a tuple or a set.
   *
   * @param items in their order
   */
  record Sequence(List<SavedValue> items) implements SavedValue {
    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * A text.
   *
   * @param text as it is
   */
  record Text(String text) implements SavedValue {}

  /**
   * A single number or truth value.
   *
   * @param type FLOAT64, INT64 or BOOL
   * @param value a Double, or a Long, which of a truth value is 0 or 1
   */
  record Scalar(StoredType type, Number value) implements SavedValue {}

  /**
   * Anything else.
   *
   * @param what it is, for messages: {@code None}, a class
   */
  record Other(String what) implements SavedValue {}

  /** A tensor, or a NumPy array, without its numbers; {@link SavedValues#read} reads them. */
  final class Tensor implements SavedValue {
    private final StoredType type;
    private final List<Long> shape;
    private final @Nullable PickledTensor stored;
    private final byte @Nullable [] bytes;

    Tensor(StoredType type, PickledTensor stored) {
      this.type = type;
      this.shape = stored.shape();
      this.stored = stored;
      this.bytes = null;
    }

    Tensor(StoredType type, List<Long> shape, byte[] bytes) {
      this.type = type;
      this.shape = List.copyOf(shape);
      this.stored = null;
      this.bytes = bytes;
    }

    /** Its element type. */
    public StoredType type() {
      return type;
    }

    /** Sizes, outermost first; empty for a single number. */
    public List<Long> shape() {
      return shape;
    }

    /** Where its numbers stand in the file, or null if they stood in the pickle. */
    @Nullable PickledTensor stored() {
      return stored;
    }

    /** The numbers that stood in the pickle. */
    byte @Nullable [] bytes() {
      return bytes;
    }
  }
}
