package org.loupe.checkpoint.internal.pickle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An inert stand-in for an object of a class that is not known: what it would have been made from.
 * Compared by identity, since pickles may hold cycles.
 */
public final class PickledObject {
  private final String className;
  private final List<?> arguments;
  private final Map<Object, @Nullable Object> items = new LinkedHashMap<>();
  private final List<@Nullable Object> elements = new ArrayList<>();
  private @Nullable Object state;
  private long attributesEnd = -1;

  PickledObject(String className, List<?> arguments) {
    this.className = className;
    this.arguments = arguments;
  }

  /** The class or function that Python would have called. */
  public String className() {
    return className;
  }

  /** What it would have been called with. */
  public List<?> arguments() {
    return arguments;
  }

  /** The attributes it would have been given: usually a map; null if none. */
  public @Nullable Object state() {
    return state;
  }

  /**
   * Where in the pickle, as a byte offset, further attributes can be inserted as pairs of name and
   * value: before the operation that puts those which are there into a dictionary. −1 if its state
   * was not written so.
   */
  public long attributesEnd() {
    return attributesEnd;
  }

  void build(@Nullable Object newState, long newAttributesEnd) {
    attributesEnd = state == null ? newAttributesEnd : -1;
    state = newState;
  }

  /** What it would hold as a dictionary; empty if it is none. */
  public Map<Object, @Nullable Object> items() {
    return items;
  }

  /** What it would hold as a list; empty if it is none. */
  public List<@Nullable Object> elements() {
    return elements;
  }
}
