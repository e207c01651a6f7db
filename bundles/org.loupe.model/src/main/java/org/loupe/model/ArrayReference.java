package org.loupe.model;

import org.jspecify.annotations.Nullable;

/**
 * A part of a dataset's array: all of it, or positions [from, to) of its last axis.
 *
 * @param array the array's name in the dataset
 * @param from first position; negative counts from the end; null is the start
 * @param to one past the last position; negative counts from the end; null is the end
 */
public record ArrayReference(String array, @Nullable Integer from, @Nullable Integer to) {

  /** The whole array. */
  public static ArrayReference whole(String array) {
    return new ArrayReference(array, null, null);
  }

  /** Whether positions of the last axis are cut off. */
  public boolean isSliced() {
    return from != null || to != null;
  }

  /** First position within a last axis of the given size, as Python's slicing has it. */
  public int start(int size) {
    return from == null ? 0 : clamp(from, size);
  }

  /** One past the last position within a last axis of the given size, never before the start. */
  public int end(int size) {
    return Math.max(start(size), to == null ? size : clamp(to, size));
  }

  private static int clamp(int position, int size) {
    return Math.max(0, Math.min(size, position < 0 ? position + size : position));
  }
}
