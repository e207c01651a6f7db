package org.loupe.checkpoint.internal.pickle;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A tuple, told from lists, which are mutable and hold elements of one type. */
public final class PickledTuple extends AbstractList<@Nullable Object> implements RandomAccess {
  private final @Nullable Object[] elements;

  PickledTuple(List<? extends @Nullable Object> elements) {
    this.elements = elements.toArray();
  }

  @Override
  public @Nullable Object get(int index) {
    return elements[index];
  }

  @Override
  public int size() {
    return elements.length;
  }
}
